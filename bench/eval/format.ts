import { proseOf } from './groundedness.js';
import type { Written } from './write-episode.js';

const longestTitle = 100;
const longestChapterTitle = 60;
const bitesMs = { least: 15_000, most: 60_000 };

/** Share of the format's rules that notes and chapters keep. */
export function keepsFormat({ chapters: { chapters }, notes }: Written): number {
  const prose = proseOf(notes);
  const rules = [
    chapters[0]?.startMs === 0,
    chapters.every(({ title }) => title.length > 0 && title.length <= longestChapterTitle),
    chapters.every(({ title }) => !/^(?:chapter|part)?\s*\d+[.:)]/iu.test(title)),
    chapters.every(({ startMs }, i) => i === 0 || startMs > chapters[i - 1]!.startMs),
    notes.titleOptions.length > 0 && notes.titleOptions.every(({ length }) => length <= longestTitle),
    prose.every((text) => !/\p{Extended_Pictographic}|!|<[^>]+>|as an ai|delve/iu.test(text)),
    notes.summaryShort.length > 0 && notes.summaryShort.length <= 280,
    notes.keyPoints.length > 0,
    notes.soundbites.every(
      ({ startMs, endMs }) => endMs - startMs >= bitesMs.least && endMs - startMs <= bitesMs.most,
    ),
  ];
  return rules.filter(Boolean).length / rules.length;
}
