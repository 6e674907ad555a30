import type { TranscriptView } from '#contracts';
import { useCorrectionVerdict } from '../../api/mutations.js';
import { clock, percent } from '../../format.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { usePlayer } from '../../player/player-context.js';

/** Words that the glossary put right, with what was heard; each can be taken back. */
export function Corrections({ episodeId, transcript }: { episodeId: string; transcript: TranscriptView }) {
  const player = usePlayer();
  const { mutate, error } = useCorrectionVerdict(episodeId);
  const { corrections, words } = transcript;
  if (corrections.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="corrections-title">
      <h2 id="corrections-title">Corrected words</h2>
      <ProblemNote error={error} />
      <ul className="correction-list">
        {corrections.map(({ id, wordStart, heard, right, rule, confidence, state }) => {
          const isMade = state !== 'rejected';
          const startMs = words[wordStart]?.startMs ?? 0;
          return (
            <li key={id} className="row">
              <button
                type="button"
                className="link-button figures"
                onClick={() => player.playRange({ startMs: startMs - 1000, endMs: startMs + 2500 })}
              >
                {clock(startMs)}
              </button>
              <span>
                {isMade ? <strong>{right}</strong> : <s>{right}</s>}{' '}
                <span className="quiet">was heard as</span> “{heard}”
              </span>
              <span className="quiet small">
                {rule}, {percent(confidence)} sure
              </span>
              <button
                type="button"
                className="button small"
                onClick={() => mutate({ id, verdict: isMade ? 'rejected' : 'accepted' })}
              >
                {isMade ? 'Keep what was heard' : 'Correct it after all'}
                <span className="visually-hidden"> for {right}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
