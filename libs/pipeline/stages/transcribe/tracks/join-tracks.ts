import type { Speaker, Transcript, Word } from '#contracts';
import { withoutBleed } from './bleed.js';
import { hesitationsUnderSpeech, inTimeOrder } from './in-time-order.js';
import type { SoundFile } from './sound-files.js';
import { measureWords } from './track-words.js';

type Said = Required<Pick<Transcript, 'words' | 'speakers' | 'dropped'>>;

/**
 * Joins what was heard on each speaker's track.
 * @param heard the words of each file, in order
 */
export async function joinTracks(
  files: SoundFile[],
  heard: Word[][],
  durationMs: number,
  signal: AbortSignal,
): Promise<Said> {
  const { kept, dropped } = withoutBleed(await measureWords(files, heard, signal));
  const own = kept.map(({ word }) => word);
  const under = hesitationsUnderSpeech(own);
  const words = inTimeOrder(
    own.filter((word) => !under.has(word)),
    durationMs,
  );
  return {
    words,
    speakers: speakersOf(files, words),
    dropped: [
      ...dropped,
      ...[...under].map(({ startMs, endMs, text }) => ({
        ...{ startMs, endMs, text },
        reason: 'a hesitation while somebody else spoke',
      })),
    ],
  };
}

/** In the order in which they are first heard; who says nothing is no speaker. */
function speakersOf(files: SoundFile[], words: Word[]): Speaker[] {
  const byName = new Map(files.map(({ track }, i) => [track?.speaker, `track-${i + 1}`]));
  const names = [...new Set(words.flatMap(({ speaker }) => speaker ?? []))];
  return names.map((name) => ({ id: byName.get(name) ?? name, name, by: 'track', named: true }));
}
