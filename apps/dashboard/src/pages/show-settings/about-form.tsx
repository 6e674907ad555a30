import { type FormEvent, useState } from 'react';
import type { ShowView } from '#contracts';
import { appleCategories } from '#contracts';
import { useShowPatch } from '../../api/mutations.js';
import { SaveRow } from './save-row.js';

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

const readForm = (form: FormData) => ({
  title: text(form, 'title'),
  author: text(form, 'author'),
  description: text(form, 'description'),
  language: text(form, 'language'),
  category: text(form, 'category'),
  subcategory: text(form, 'subcategory') || null,
  link: text(form, 'link') || null,
  ownerEmail: text(form, 'ownerEmail') || null,
  copyright: text(form, 'copyright') || null,
  explicit: form.get('explicit') !== null,
});

function Category({ show }: { show: ShowView }) {
  const [category, setCategory] = useState(show.category);
  const names = Object.keys(appleCategories);
  const known = names.includes(category) ? names : [category, ...names];
  const parts = appleCategories[category] ?? [];
  return (
    <div className="field-row">
      <div className="field">
        <label htmlFor="category">Category</label>
        <select
          id="category"
          name="category"
          value={category}
          onChange={(event) => setCategory(event.target.value)}
        >
          {known.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      {parts.length > 0 && (
        <div className="field">
          <label htmlFor="subcategory">Subcategory</label>
          <select id="subcategory" name="subcategory" defaultValue={show.subcategory ?? ''}>
            <option value="">None</option>
            {parts.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}

function Listing({ show }: { show: ShowView }) {
  return (
    <>
      <div className="field">
        <label htmlFor="title">Title</label>
        <input id="title" name="title" required maxLength={255} defaultValue={show.title} />
      </div>
      <div className="field">
        <label htmlFor="author">Author</label>
        <input id="author" name="author" maxLength={255} defaultValue={show.author} autoComplete="name" />
      </div>
      <div className="field">
        <label htmlFor="description">Description</label>
        <textarea
          id="description"
          name="description"
          maxLength={4000}
          rows={4}
          defaultValue={show.description}
        />
      </div>
      <div className="field">
        <label htmlFor="language">Language</label>
        <input
          id="language"
          name="language"
          required
          minLength={2}
          maxLength={12}
          defaultValue={show.language}
          aria-describedby="language-hint"
          autoCapitalize="off"
          spellCheck={false}
        />
        <p className="hint" id="language-hint">
          As directories write it: <code>en</code>, <code>de</code>, <code>pt-br</code>.
        </p>
      </div>
      <Category show={show} />
    </>
  );
}

/** What directories list, and what the feed needs to be accepted by them. */
export function AboutForm({ show }: { show: ShowView }) {
  const { mutate, error, isPending, isSuccess, reset } = useShowPatch(show.id);
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate(readForm(new FormData(event.currentTarget)));
  };
  return (
    <form
      className="card stack"
      aria-labelledby="about-title"
      onSubmit={save}
      onChange={() => isSuccess && reset()}
    >
      <h2 id="about-title">What directories list</h2>
      <Listing show={show} />
      <div className="field">
        <label htmlFor="link">Website</label>
        <input id="link" name="link" type="url" defaultValue={show.link ?? ''} placeholder="https://" />
      </div>
      <div className="field">
        <label htmlFor="ownerEmail">E-mail of the owner</label>
        <input
          id="ownerEmail"
          name="ownerEmail"
          type="email"
          defaultValue={show.ownerEmail ?? ''}
          aria-describedby="email-hint"
        />
        <p className="hint" id="email-hint">
          Directories write to it to prove that the show is yours. It stands in the feed for all to read.
        </p>
      </div>
      <div className="field">
        <label htmlFor="copyright">Copyright</label>
        <input id="copyright" name="copyright" maxLength={255} defaultValue={show.copyright ?? ''} />
      </div>
      <label className="row">
        <input type="checkbox" name="explicit" defaultChecked={show.explicit} /> Explicit language
      </label>
      <SaveRow error={error} isPending={isPending} isSaved={isSuccess}>
        Save
      </SaveRow>
    </form>
  );
}
