import { clockMs } from './clock.js';
import type { ParsedTranscript, Passage } from './parsed-transcript.js';

/** A speaker line of a hosted transcript page: `Name (MM:SS.mmm)` or `Name (HH:MM:SS.mmm)`, alone on its line. */
const speakerLine = /^(?<speaker>\S.{0,99}?) \((?<clock>(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d+)?)\)$/;
/** What hosts write under the transcript. */
const footer = /^(creators and guests|©.*|broadcast by.*)$/i;

export const looksLikePage = (lines: string[]) => lines.some((line) => speakerLine.test(line.trim()));

/**
 * Reads a transcript page as podcast hosts show it: title and links before the first speaker line are left out, as is
 * the list of people after the last. Paragraphs are kept; only the first of a turn has a time of its own.
 */
export function parsePage(lines: string[]): ParsedTranscript {
  const passages: Passage[] = [];
  let speaker: string | null = null;
  let startMs: number | null = null;
  for (const line of lines.map((text) => text.trim())) {
    const header = speakerLine.exec(line)?.groups;
    if (header) {
      speaker = header.speaker!;
      startMs = clockMs(header.clock!);
      continue;
    }
    if (speaker !== null && footer.test(line)) break;
    if (speaker === null || line === '') continue;
    passages.push({ text: line, speaker, startMs, endMs: null });
    startMs = null;
  }
  return { format: 'transcript page', passages };
}
