import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { queries } from '../api/queries.js';
import { count } from '../format.js';
import { ChoiceList } from '../parts/choice-list.js';
import { handIn, type Question } from './hand-in.js';
import { speakerName } from './speaker-name.js';
import { isTranscript } from './uploads.js';

/** The server's limit for one episode. */
const mostTracks = 16;

const ways = [
  {
    value: 'together',
    words: 'One episode, a track for each speaker',
    hint: 'All begin at the same moment, as Zoom, Riverside and others record them. Who speaks is then exact.',
  },
  { value: 'apart', words: 'A separate episode of each', hint: 'Each file is an episode of its own.' },
] as const;

/** What is wrong with the names, or null. Each speaker has one of their own. */
function namesProblem(names: string[]): string | null {
  const seen = new Set<string>();
  for (const name of names.map((given) => given.trim().toLowerCase())) {
    if (name === '') return 'Say who speaks in each file.';
    if (seen.has(name)) return 'Two files have the same speaker. Give each speaker a name of their own.';
    seen.add(name);
  }
  return names.length > mostTracks ? `An episode has at most ${mostTracks} tracks.` : null;
}

function Names(props: { question: Question; names: string[]; onName: (at: number, name: string) => void }) {
  const { question, names, onName } = props;
  const id = useId();
  const { data } = useQuery(queries.people(question.showId));
  return (
    <fieldset className="stack-tight">
      <legend>Who speaks in which file?</legend>
      <datalist id={`${id}-people`}>
        {data?.people.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {question.files.map((file, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name; their order stays
        <div className="field" key={i}>
          <label htmlFor={`${id}-${i}`}>{file.name}</label>
          {isTranscript(file.name) ? (
            <p className="hint">The transcript of the episode.</p>
          ) : (
            <input
              id={`${id}-${i}`}
              list={`${id}-people`}
              value={names[i] ?? ''}
              maxLength={128}
              autoComplete="off"
              placeholder="Name of the speaker"
              onChange={(event) => onName(i, event.target.value)}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}

function SeveralFilesForm({ question }: { question: Question }) {
  const { files } = question;
  const people = useQuery(queries.people(question.showId)).data?.people.map(({ name }) => name) ?? [];
  const [typed, setTyped] = useState<(string | undefined)[]>([]);
  const [way, setWay] = useState<string>('together');
  const [problem, setProblem] = useState<string | null>(null);
  const names = files.map((file, i) => typed[i] ?? speakerName(file.name, people));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (way === 'apart') return handIn.sendApart(question);
    const speakers = names.map((name, i) => (isTranscript(files[i]!.name) ? null : name.trim()));
    const wrong = namesProblem(speakers.filter((name) => name !== null));
    if (wrong) setProblem(wrong);
    else handIn.sendTogether(question, speakers);
  };
  return (
    <form className="stack" onSubmit={send} onChange={() => setProblem(null)}>
      <h2 id="several-files-title">You chose {count(files.length, 'file')}</h2>
      <div
        onChange={(event) => {
          if (event.target instanceof HTMLInputElement) setWay(event.target.value);
        }}
      >
        <ChoiceList name="way" legend="What are they?" choices={ways} value={way} />
      </div>
      {way === 'together' && (
        <Names
          question={question}
          names={names}
          onName={(at, name) => setTyped((before) => Object.assign([...before], { [at]: name }))}
        />
      )}
      {problem && (
        <p className="note bad" role="alert">
          {problem}
        </p>
      )}
      <div className="row">
        <button type="submit" className="button primary">
          {way === 'together' ? 'Upload as one episode' : `Upload as ${count(files.length, 'episode')}`}
        </button>
        <button type="button" className="button" onClick={() => handIn.sendNothing()}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** Asks what several files are that were chosen or dropped at once. */
export function SeveralFiles() {
  const question = useSyncExternalStore(handIn.subscribe, handIn.question);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (question) dialog.current?.showModal();
    else dialog.current?.close();
  }, [question]);
  return (
    <dialog ref={dialog} aria-labelledby="several-files-title" onClose={() => handIn.sendNothing()}>
      {question && <SeveralFilesForm question={question} />}
    </dialog>
  );
}
