import { type FormEvent, useState } from 'react';
import type { EpisodeView } from '#contracts';
import { useEpisodePatch } from '../../api/mutations.js';
import { announce } from '../../parts/announcer.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { PeopleFields, type Person } from './people-fields.js';

const textOrNull = (value: FormDataEntryValue | null) => String(value ?? '').trim() || null;
const numberOrNull = (value: FormDataEntryValue | null) => (value ? Number(value) : null);

/** explicit is the show's own setting, yes or no. */
const explicitOf = { show: null, yes: true, no: false } as const;
const explicitWord = (explicit: boolean | null) => (explicit === null ? 'show' : explicit ? 'yes' : 'no');

function readForm(form: FormData, people: Person[]) {
  return {
    title: textOrNull(form.get('title')),
    description: textOrNull(form.get('description')),
    season: numberOrNull(form.get('season')),
    number: numberOrNull(form.get('number')),
    type: String(form.get('type')) as EpisodeView['type'],
    explicit: explicitOf[String(form.get('explicit')) as keyof typeof explicitOf],
    people: people.filter(({ name }) => name.trim() !== ''),
  };
}

function NumberFields({ episode }: { episode: EpisodeView }) {
  return (
    <div className="field-row">
      <div className="field">
        <label htmlFor="season">Season</label>
        <input id="season" name="season" type="number" min={1} defaultValue={episode.season ?? ''} />
      </div>
      <div className="field">
        <label htmlFor="number">Episode</label>
        <input id="number" name="number" type="number" min={1} defaultValue={episode.number ?? ''} />
      </div>
      <div className="field">
        <label htmlFor="type">Type</label>
        <select id="type" name="type" defaultValue={episode.type}>
          <option value="full">Full episode</option>
          <option value="trailer">Trailer</option>
          <option value="bonus">Bonus</option>
        </select>
      </div>
      <div className="field">
        <label htmlFor="explicit">Explicit</label>
        <select id="explicit" name="explicit" defaultValue={explicitWord(episode.explicit)}>
          <option value="show">As the show says</option>
          <option value="yes">Yes</option>
          <option value="no">No</option>
        </select>
      </div>
    </div>
  );
}

/** What the host says about the episode; what is left empty comes from the notes. */
export function DetailsForm({ episode }: { episode: EpisodeView }) {
  const { mutate, error, isPending } = useEpisodePatch(episode.id);
  const [people, setPeople] = useState<Person[]>(episode.people);
  const [isSaved, setSaved] = useState(false);
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const onSuccess = () => {
      setSaved(true);
      announce('Details saved.');
    };
    mutate(readForm(new FormData(event.currentTarget), people), { onSuccess });
  };
  return (
    <form
      className="card stack"
      aria-labelledby="details-title"
      onSubmit={save}
      onChange={() => setSaved(false)}
    >
      <h2 id="details-title">What listeners see</h2>
      <div className="field">
        <label htmlFor="title">Title</label>
        <input
          id="title"
          name="title"
          maxLength={255}
          key={episode.givenTitle}
          defaultValue={episode.givenTitle ?? ''}
          placeholder={episode.title}
          aria-describedby="title-hint"
        />
        <p className="hint" id="title-hint">
          Left empty, the first title idea of the notes is used.
        </p>
      </div>
      <div className="field">
        <label htmlFor="description">Description</label>
        <textarea
          id="description"
          name="description"
          maxLength={4000}
          rows={5}
          defaultValue={episode.description ?? ''}
          aria-describedby="description-hint"
        />
        <p className="hint" id="description-hint">
          Left empty, the summary, chapters and quotes of the notes are used.
        </p>
      </div>
      <NumberFields episode={episode} />
      <PeopleFields people={people} onPeople={setPeople} />
      <ProblemNote error={error} />
      <div className="row">
        <button type="submit" className="button" disabled={isPending}>
          Save details
        </button>
        {isSaved && <span className="quiet small">Saved.</span>}
      </div>
    </form>
  );
}
