import { useQuery } from '@tanstack/react-query';
import type { EpisodeView } from '#contracts';
import { queries } from '../../api/queries.js';
import { clock, count, length } from '../../format.js';
import { alsoIn, passageName } from '../../parts/passage-words.js';
import { usePlayer } from '../../player/player-context.js';
import { onceMade } from '../episode/use-episode.js';

/** What the show repeats: intro, outro and ads, found by their sound. Nothing is cut in them. */
export function RepeatedPassages({ episode }: { episode: EpisodeView }) {
  const player = usePlayer();
  const { data } = useQuery({ ...queries.passages(episode.id), ...onceMade(episode, 'compare') });
  if (!data || data.passages.length === 0) return null;
  return (
    <details className="stack-tight repeated">
      <summary>
        <strong>Heard in earlier episodes: {count(data.passages.length, 'passage')}</strong>
      </summary>
      <p className="quiet small">Intro, outro and ads stay as they were made: nothing is cut in them.</p>
      <ul className="plain-list stack-tight">
        {data.passages.map((passage) => (
          <li key={passage.startMs} className="row">
            <button type="button" className="link-button figures" onClick={() => player.playRange(passage)}>
              {clock(passage.startMs)}
              <span className="visually-hidden">, play</span>
            </button>
            <strong>{passageName(passage)}</strong>
            <span className="quiet small">
              {length(passage.endMs - passage.startMs)}, {alsoIn(passage)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
