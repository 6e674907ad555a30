import { clock } from '../format.js';
import type { Edition } from './edition.js';
import { usePlayer, useSecond } from './player-context.js';

/** Where the player stands, as a slider: arrows move a second, page keys half a minute. */
export function PositionSlider({ edition: { map, durationMs } }: { edition: Edition }) {
  const player = usePlayer();
  const second = useSecond();
  const atMs = map.toAudio(second * 1000);
  return (
    <input
      type="range"
      className="position"
      aria-label="Position"
      aria-valuetext={`${clock(atMs)} of ${clock(durationMs)}`}
      min={0}
      max={Math.floor(durationMs / 1000)}
      step={1}
      value={Math.floor(atMs / 1000)}
      onChange={(event) => player.seek(map.toSource(Number(event.target.value) * 1000))}
    />
  );
}
