import type { Span } from '#contracts';
import type { InterruptionRules } from './languages/language-rules.js';
import { type Reading, sayingWithCommas, sentences, type WordRange } from './reading.js';
import { signsOfTalk, type TalkLikelihood, textOf } from './talk-classifier.js';

/** A sound within this of the talk is the noise it speaks of; all development talk lay within 0.7 s (cleaning-methods.md C). */
const nearSoundMs = 4000;
/** Nobody apologises at such length: longer sentences are content. */
export const longestTalk = 28;
/** Signs are taken for signs only where the classifier does not rule them out. */
const likelyWithSign = 0.3;
export const weakSign = 0.4;
/** Talk goes on after a pause no longer than this. */
export const neighbourGapMs = 2500;
/** Mixed sentences come apart at commas and at pauses longer than this. */
const clausePauseMs = 350;

export interface Evidence {
  rules: InterruptionRules;
  likelihoods: TalkLikelihood;
  sounds: readonly Span[] | null;
}

/** Some words and what speaks for their being talk about an interruption. */
export interface Judged extends WordRange {
  /** By the language's list of signs. */
  score: number;
  /** By the classifier; absent where it was not asked. */
  likelihood?: number;
  names: boolean;
  acts: boolean;
  nearSound: boolean;
}

export function judge(reading: Reading, range: WordRange, { rules, likelihoods, sounds }: Evidence): Judged {
  const { score, names, acts } = signsOfTalk(sayingWithCommas(reading.words, range), rules);
  const likelihood = likelihoods.get(textOf(reading, range));
  const tooLong = range.end - range.start > longestTalk;
  const believed = !tooLong && (likelihood ?? 1) >= likelyWithSign;
  return {
    ...range,
    score: tooLong ? 0 : score,
    ...(likelihood !== undefined && { likelihood: tooLong ? 0 : likelihood }),
    names: names && believed,
    acts: acts && believed,
    nearSound: isNearSound(reading, range, sounds),
  };
}

/** Whether a sound was heard beside these words: the noise they may speak of. */
export function isNearSound(
  { words }: Reading,
  { start, end }: WordRange,
  sounds: readonly Span[] | null,
): boolean {
  const firstMs = words[start]!.startMs - nearSoundMs;
  const lastMs = words[end - 1]!.endMs + nearSoundMs;
  return sounds?.some((sound) => sound.startMs < lastMs && sound.endMs > firstMs) ?? false;
}

/** Whether two neighbours follow each other without a long pause. */
export function followsOn({ words }: Reading, one: WordRange, other: WordRange): boolean {
  const [before, after] = one.start < other.start ? [one, other] : [other, one];
  return words[after.start]!.startMs - words[before.end - 1]!.endMs < neighbourGapMs;
}

/** Sentences; of one too long for talk its clauses, as recognisers write commas where full stops belong. */
export const utterances = (reading: Reading): WordRange[] =>
  sentences(reading).flatMap((sentence) =>
    sentence.end - sentence.start > longestTalk ? clausesOf(reading, sentence) : [sentence],
  );

export function clausesOf({ words }: Reading, { start, end }: WordRange): WordRange[] {
  const clauses: WordRange[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    const word = words[at]!;
    if (at + 1 < end && !',;:'.includes(word.mark || ' ') && word.pauseAfterMs <= clausePauseMs) continue;
    clauses.push({ start: from, end: at + 1 });
    from = at + 1;
  }
  return clauses;
}
