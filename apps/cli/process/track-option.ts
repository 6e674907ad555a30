import { inputFailure } from '#contracts';

/** One speaker's own recording. */
export interface TrackFile {
  speaker: string;
  path: string;
}

/** Reads `Ada=ada.wav`; what follows the first equals sign is a path, whatever it holds. */
export function readTrackOption(given: string): TrackFile {
  const at = given.indexOf('=');
  const speaker = given.slice(0, Math.max(0, at)).trim();
  const path = given.slice(at + 1);
  if (speaker && path) return { speaker, path };
  throw inputFailure(
    `--track ${given} does not say who speaks in which file.`,
    'Write --track "Ada Lovelace=ada.wav", once for each speaker.',
  );
}
