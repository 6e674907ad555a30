import type { Finding } from './finding.js';
import { languageOf, type MarkerPlace, type MarkerRule } from './languages/index.js';
import { endsSentence, type Reading, type ReadWord } from './reading.js';

/** A pause this long after a marker stands for the comma that was not written (cleaning-methods.md A5). */
const markedPauseMs = 130;
const pauseBeforeMs = 100;
/** A pause this long after a marker can hardly stand inside a phrase. */
const longPauseMs = 250;
/** How long a word usually is, by its letters (cleaning-methods.md A3). Speakers stretch a word before a boundary. */
const usualWordMs = 60;
const usualLetterMs = 55;

/** "You know", "I mean", "like" … where they carry no meaning: set apart by commas or pauses, or where grammar has no place for them. */
export function findDiscourseMarkers(reading: Reading): Finding[] {
  const { markers } = languageOf(reading.language);
  const findings: Finding[] = [];
  for (let at = 0; at < reading.words.length; at++) {
    const found = markers.flatMap((marker) => judge(reading, at, marker))[0];
    if (!found) continue;
    findings.push(found);
    at = positionAfter(reading.words, at, found);
  }
  return findings;
}

const positionAfter = (words: readonly ReadWord[], at: number, { at: where }: Finding) => {
  const count = 'words' in where ? where.words.end - where.words.start : 1;
  let last = at;
  while (last + 1 < words.length && words[last + 1]!.index < words[at]!.index + count) last++;
  return last;
};

function judge(reading: Reading, at: number, marker: MarkerRule): Finding[] {
  const { words } = reading;
  const end = at + marker.says.length;
  if (!marker.says.every((said, n) => words[at + n]?.norm === said)) return [];
  if (words.slice(at, end - 1).some((word) => word.mark !== '')) return [];
  const place = {
    before: words[at - 1],
    last: words[end - 1]!,
    after: words[end],
    opens: at === 0 || endsSentence(words[at - 1]) || words[at]!.startsParagraph,
  };
  const confidence = marker.confidence(describe(reading, place));
  if (confidence <= 0) return [];
  return [
    {
      kind: 'filler',
      sub: marker.sub,
      action: 'cut',
      reason: `“${marker.says.join(' ')}” carries no meaning here.`,
      confidence,
      evidence: reading.timed ? ['text', 'sound'] : ['text'],
      at: { words: { start: words[at]!.index, end: words[end - 1]!.index + 1 } },
    },
  ];
}

interface Neighbours {
  before: ReadWord | undefined;
  last: ReadWord;
  after: ReadWord | undefined;
  opens: boolean;
}

/** What a marker's rule may ask about the place where it stands. */
function describe(reading: Reading, { before, last, after, opens }: Neighbours): MarkerPlace {
  const restMs = reading.timed ? last.pauseAfterMs + stretchMs(last) : 0;
  return {
    before: before?.norm ?? '',
    after: after?.norm ?? '',
    opens,
    closes: endsSentence(last) || !after || (after.startsParagraph && last.mark !== ''),
    markBefore: before?.mark ?? '',
    markAfter: last.mark,
    pauseBefore: reading.timed && (before?.pauseAfterMs ?? 0) >= pauseBeforeMs,
    pauseAfter: reading.timed && restMs >= markedPauseMs,
    longPauseAfter: restMs >= longPauseMs,
    timed: reading.timed,
  };
}

/** How much longer a word is than one of its letters usually is: recognisers count a pause after a word as part of it. */
const stretchMs = ({ startMs, endMs, norm }: ReadWord) =>
  Math.max(0, endMs - startMs - usualWordMs - usualLetterMs * norm.length);
