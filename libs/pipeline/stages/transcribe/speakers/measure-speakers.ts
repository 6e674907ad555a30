import type { Span, Speaker, Transcript, Word } from '#contracts';

/** Long enough to know a voice by, short enough to listen to for each speaker. */
const sampleMs = 8_000;
/** A longer pause ends a stretch: a sample is speech. */
const pauseMs = 1_000;

/** Says how long each speaker speaks, and where they can be heard. */
export function measureSpeakers(said: Transcript): Transcript {
  if (!said.speakers) return said;
  const stretches = stretchesOf(said.words);
  const speakers = said.speakers.map((speaker): Speaker => {
    const theirs = said.words.filter((word) => word.speaker === speaker.name);
    const spokenMs = Math.round(theirs.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0));
    const sample = longestOf(stretches.get(speaker.name) ?? []);
    return { ...speaker, spokenMs, ...(sample && { sample }) };
  });
  return { ...said, speakers };
}

/** For each name the stretches in which nobody else speaks, at most as long as a sample. */
function stretchesOf(words: Word[]): Map<string, Span[]> {
  const byName = new Map<string, Span[]>();
  let before: Word | undefined;
  for (const word of words) {
    if (word.speaker) {
      const own = byName.get(word.speaker) ?? [];
      const last = own.at(-1);
      const goesOn =
        last &&
        before?.speaker === word.speaker &&
        word.startMs - before.endMs <= pauseMs &&
        word.endMs - last.startMs <= sampleMs;
      if (goesOn) last.endMs = word.endMs;
      else own.push({ startMs: word.startMs, endMs: word.endMs });
      byName.set(word.speaker, own);
    }
    before = word;
  }
  return byName;
}

const longestOf = (spans: Span[]): Span | undefined =>
  spans.reduce<Span | undefined>(
    (best, span) => (!best || span.endMs - span.startMs > best.endMs - best.startMs ? span : best),
    undefined,
  );
