import { type FormEvent, useState } from 'react';
import type { EpisodeView, NewSound, Span } from '#contracts';
import { useTeachSound } from '../../api/learning.js';
import { preciseTime, readClock } from '../../format.js';
import { announce } from '../../parts/announcer.js';
import { ChoiceList } from '../../parts/choice-list.js';
import { Icon } from '../../parts/icon.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { usePlayer } from '../../player/player-context.js';

/** What is marked, before it has a name. */
export type MarkedSound = Span & { verdict: NewSound['verdict'] };

const verdicts = [
  { value: 'notification', words: 'A notification', hint: 'It is taken out, here and in every new episode.' },
  { value: 'keep', words: 'Always keep this', hint: 'A jingle, a bell of yours: it is never taken out.' },
] as const;

/** Names a marked stretch, and moves its edges until it holds the sound and nothing else. */
export function SoundDialog(props: { episode: EpisodeView; marked: MarkedSound; onClose: () => void }) {
  const { episode, marked, onClose } = props;
  const player = usePlayer();
  const teach = useTeachSound(episode.showId);
  const [start, setStart] = useState(preciseTime(marked.startMs));
  const [end, setEnd] = useState(preciseTime(marked.endMs));
  const startMs = readClock(start);
  const endMs = readClock(end);
  const isSpan = startMs !== null && endMs !== null && endMs > startMs;
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isSpan) return;
    const form = new FormData(event.currentTarget);
    const name = String(form.get('sound-name')).trim();
    const verdict = form.get('verdict') === 'keep' ? 'keep' : 'notification';
    teach.mutate(
      { episodeId: episode.id, startMs, endMs, name, verdict },
      {
        onSuccess: () => {
          announce(`“${name}” is known. This episode is being listened to again.`);
          onClose();
        },
      },
    );
  };
  return (
    <form className="stack" onSubmit={save}>
      <h2 id="mark-sound-title">Teach a sound</h2>
      <p className="quiet small">
        Showrunner knows it from then on. Mark the sound alone, best where nobody speaks; only its first 0.6 s
        are compared.
      </p>
      <div className="field">
        <label htmlFor="sound-name">Name</label>
        <input
          id="sound-name"
          name="sound-name"
          required
          maxLength={100}
          autoComplete="off"
          placeholder="Message on my phone"
        />
      </div>
      <div className="row">
        <div className="field">
          <label htmlFor="sound-start">From</label>
          <input id="sound-start" value={start} onChange={(event) => setStart(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor="sound-end">To</label>
          <input id="sound-end" value={end} onChange={(event) => setEnd(event.target.value)} />
        </div>
        <button
          type="button"
          className="button align-end"
          disabled={!isSpan}
          onClick={() => isSpan && player.playRange({ startMs, endMs })}
        >
          <Icon name="play" /> Listen
        </button>
      </div>
      {!isSpan && (
        <p className="hint" role="alert">
          Times are written like 1:02.5, and the sound ends after it begins.
        </p>
      )}
      <ChoiceList name="verdict" legend="What it is" choices={verdicts} value={marked.verdict} />
      <ProblemNote error={teach.error} />
      <div className="row">
        <button type="submit" className="button primary" disabled={!isSpan || teach.isPending}>
          Teach this sound
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}
