import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { apiKeyView } from '#contracts';
import { useKeyDelete, useNewKey } from '../../api/mutations.js';
import { queries } from '../../api/queries.js';
import { date } from '../../format.js';
import { ConfirmButton } from '../../parts/confirm-button.js';
import { CopyButton } from '../../parts/copy-button.js';
import { EmptyState } from '../../parts/empty-state.js';
import { Icon } from '../../parts/icon.js';
import { Loaded } from '../../parts/loaded.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { usePageTitle } from '../../shell/page-title.js';

type Key = z.infer<typeof apiKeyView>;

function NewKey() {
  const { mutate, data, error, isPending } = useNewKey();
  return (
    <section className="card stack" aria-labelledby="new-key-title">
      <h2 id="new-key-title">New key</h2>
      <form className="row" action={(form) => mutate(String(form.get('name')))}>
        <div className="field grow">
          <label htmlFor="key-name">What is it for?</label>
          <input id="key-name" name="name" required maxLength={100} autoComplete="off" />
        </div>
        <button type="submit" className="button primary align-end" disabled={isPending}>
          <Icon name="plus" /> Make a key
        </button>
      </form>
      <ProblemNote error={error} />
      {data && (
        <div className="note good" role="status">
          <Icon name="key" />
          <div className="stack-tight">
            <p>
              The key <strong>{data.key.name}</strong>. Copy it now: it is shown this once.
            </p>
            <div className="row">
              <code>{data.secret}</code>
              <CopyButton text={data.secret} what="key" />
            </div>
          </div>
        </div>
      )}
    </section>
  );
}

function KeyTable({ keys }: { keys: Key[] }) {
  const { mutate, error } = useKeyDelete();
  return (
    <>
      <ProblemNote error={error} />
      <ul className="lines card">
        {keys.map(({ id, name, prefix, createdAt, lastUsedAt }) => (
          <li key={id} className="row spread">
            <span>
              <strong>{name}</strong> <code>{prefix}…</code>
              <br />
              <span className="quiet small">
                Made {date(createdAt)} · {lastUsedAt ? `last used ${date(lastUsedAt)}` : 'never used'}
              </span>
            </span>
            <ConfirmButton
              className="button small danger"
              question={`Delete the key “${name}”?`}
              consequence="Whatever uses it loses its access at once."
              yes="Delete the key"
              onYes={() => mutate(id)}
            >
              <Icon name="trash" /> Delete<span className="visually-hidden"> {name}</span>
            </ConfirmButton>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Keys for programs that read transcripts or send recordings over the API. */
export function KeysPage() {
  usePageTitle('API keys');
  return (
    <>
      <div>
        <h1>API keys</h1>
        <p className="quiet">
          For your own programs: search transcripts, send recordings, publish.{' '}
          <a href="/api/docs">What the API can do</a>
        </p>
      </div>
      <NewKey />
      <Loaded query={useQuery(queries.keys())}>
        {({ keys }) =>
          keys.length > 0 ? (
            <KeyTable keys={keys} />
          ) : (
            <EmptyState icon="key" title="No keys yet">
              <p>
                A program sends its key with each request: <code>Authorization: Bearer …</code>
              </p>
            </EmptyState>
          )
        }
      </Loaded>
    </>
  );
}
