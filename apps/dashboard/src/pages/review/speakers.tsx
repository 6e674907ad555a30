import { useQuery } from '@tanstack/react-query';
import { type FormEvent } from 'react';
import type { EpisodeView, SpeakerView } from '#contracts';
import { speakers as queries, useSpeakerNames } from '../../api/speakers.js';
import { length, percent } from '../../format.js';
import { Icon } from '../../parts/icon.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { usePlayer } from '../../player/player-context.js';
import { isMade, onceMade } from '../episode/use-episode.js';

/** Where a name comes from, so that nobody takes a guess for knowledge. */
function origin({ by, named, recognised, likely }: SpeakerView): string {
  if (recognised) return `Known by voice, ${percent(recognised.likeness)} alike`;
  if (likely) return `Sounds like ${likely.person}, ${percent(likely.likeness)} alike`;
  if (by === 'track') return 'From a track of their own';
  if (by === 'import') return 'From the transcript you handed in';
  return named ? 'Named by you' : 'Told apart by voice';
}

function SpeakerRow({ speaker, suggestions }: { speaker: SpeakerView; suggestions: string }) {
  const player = usePlayer();
  const { id, name, named, sample, spokenMs, likely } = speaker;
  const hint = `hint-${id}`;
  return (
    <li className="speaker-row">
      <button
        type="button"
        className="button small icon-only"
        aria-label={`Hear ${name}`}
        disabled={!sample}
        onClick={() => sample && player.playRange(sample)}
      >
        <Icon name="play" />
      </button>
      <input
        name={id}
        aria-label={`Name of ${name}`}
        aria-describedby={hint}
        list={suggestions}
        maxLength={128}
        autoComplete="off"
        placeholder={likely ? `${likely.person}?` : name}
        defaultValue={named ? name : ''}
      />
      <span id={hint} className="quiet small">
        {spokenMs !== undefined && `${length(spokenMs)}. `}
        {origin(speaker)}
      </span>
    </li>
  );
}

/** What was typed differently from what stands; an emptied field takes a name away. */
const changed = (form: FormData, list: SpeakerView[]) =>
  list.flatMap(({ id, name, named }) => {
    const typed = String(form.get(id) ?? '').trim();
    return typed === (named ? name : '') ? [] : { id, person: typed || null };
  });

/** Who speaks in the episode: hear each, name each once. */
export function Speakers({ episode }: { episode: EpisodeView }) {
  const query = useQuery({ ...queries.ofEpisode(episode.id), ...onceMade(episode, 'transcribe') });
  const { mutate, error, isPending } = useSpeakerNames(episode.id);
  if (!query.data || query.data.speakers.length === 0) return null;
  const { speakers, people, remembers } = query.data;
  const isBusy = isPending || !isMade(episode, 'transcribe');
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const names = changed(new FormData(event.currentTarget), speakers);
    if (names.length > 0) mutate(names);
  };
  return (
    <section className="stack-tight" aria-labelledby="speakers-title">
      <h2 id="speakers-title">Who speaks</h2>
      <form
        className="stack-tight"
        key={speakers.map(({ id, name }) => `${id} ${name}`).join()}
        onSubmit={save}
      >
        <datalist id="people-of-show">
          {people.map((person) => (
            <option key={person} value={person} />
          ))}
        </datalist>
        <ul className="speaker-rows">
          {speakers.map((speaker) => (
            <SpeakerRow key={speaker.id} speaker={speaker} suggestions="people-of-show" />
          ))}
        </ul>
        <ProblemNote error={error} />
        <div className="row">
          <button type="submit" className="button small" disabled={isBusy}>
            Save names
          </button>
          <span className="quiet small" role="status">
            {isBusy
              ? 'The transcript is taking over the names.'
              : remembers &&
                'Voices you name are known again in later episodes; the show’s settings forget them.'}
          </span>
        </div>
      </form>
    </section>
  );
}
