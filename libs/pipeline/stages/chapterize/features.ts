import type { Sentence } from '#contracts';
import { type Cue, contentRuns, readCue, unpackVector } from '#language';
import { standardised, VectorSums } from './vector-sums.js';
import { announcements, newWords, type Window } from './word-onsets.js';

/** What speaks for a chapter starting at a sentence, in the order of the weights. */
export const featureNames = [
  'meaning shifts, within an eighth of a chapter',
  'meaning shifts, within a quarter',
  'meaning shifts, within a half',
  'the sentence belongs to what follows',
  'new words follow',
  'opens with a place in a list',
  'opens with an invitation',
  'hand-over inside',
  'hands over a question',
  'opens with so, okay, now',
  'strong cue in the next two sentences',
  'strong cue in the last two sentences',
  'short closing word before',
  'sponsor just before',
  'sponsor just after',
  'pause before',
  'another speaker',
  'three words or fewer',
  'its words come after it, not before',
  'cue that is rare in this episode',
  'cue at the start of a turn or after a closing word',
  'cue whose words come after it',
  'cue of ten words or fewer',
] as const;

/** Windows before and after a sentence, as parts of a typical chapter. */
const WINDOWS = [1 / 8, 1 / 4, 1 / 2] as const;
const SPONSOR_BEFORE_MS = 20_000;
const SPONSOR_AFTER_MS = 45_000;

const closing =
  /^(?:(?:awesome|cool|nice|great|exactly|definitely|totally|beautiful|perfect|sick|yeah|yes|yep|absolutely|right|good|amazing|sweet|agreed|interesting|wow|okay|ok|sure|for sure|fair enough|very cool|so cool|i love it|love it|that's (?:great|awesome|cool|right|good|it|all)|there (?:you|we) go|thank you|thanks)[\s,.!]*)+$/i;
const sponsor = /\b(?:sponsor\w*|coupon|promo code|free trial|forward slash|check (?:it|them) out at)\b/i;

/**
 * Features of every sentence, in the order of `featureNames`. Figures are relative to the episode's own spread and to its
 * typical chapter, so that one set of weights fits a monologue, a talk of two and a four-minute piece.
 */
export function boundaryFeatures(sentences: Sentence[], typicalMs: number): number[][] {
  const sums = new VectorSums(sentences.map(({ vector }) => unpackVector(vector)));
  const windows = WINDOWS.map((part) => windowsAround(sentences, part * typicalMs));
  const shifts = windows.map((around) => standardised(around.map((window) => sums.shift(...window))));
  const leaning = standardised(windows[1]!.map((window) => sums.leaning(...window)));
  const words = sentences.map(({ text }) =>
    contentRuns(text)
      .flat()
      .map((word) => word.toLowerCase()),
  );
  const fresh = standardised(newWords(words, windows[2]!));
  const announcing = standardised(announcements(words, windows[2]!));
  const pauses = standardised(
    sentences.map(({ pauseBeforeMs }) => Math.log(300 + Math.min(5000, pauseBeforeMs))),
  );
  const wording = wordingOf(sentences, typicalMs);
  return sentences.map((_, i) => {
    const { cue, handsOver, closed, rarity, wordCount, otherSpeaker } = wording.at(i);
    return [
      ...shifts.map((shift) => shift[i]!),
      leaning[i]!,
      fresh[i]!,
      Number(cue.ordinal),
      Number(cue.invitation),
      Number(cue.transition),
      Number(cue.question),
      Number(cue.opener),
      wording.strongWithin(i + 1, i + 3),
      wording.strongWithin(i - 2, i),
      Number(closed),
      wording.sponsorWithin(i, -SPONSOR_BEFORE_MS),
      wording.sponsorWithin(i, SPONSOR_AFTER_MS),
      Math.max(-1, Math.min(3, pauses[i]!)),
      Number(otherSpeaker),
      Number(wordCount <= 3),
      announcing[i]!,
      rarity,
      Number(handsOver && (otherSpeaker || closed)),
      handsOver ? announcing[i]! : 0,
      Number(handsOver && wordCount <= 10),
    ];
  });
}

const cueKinds = ['ordinal', 'invitation', 'transition', 'question'] as const;

/** How the sentences are worded, and what stands around each. */
function wordingOf(sentences: Sentence[], typicalMs: number) {
  const cues = sentences.map(({ text }) => readCue(text));
  const strong = cues.map((cue) => cue.ordinal || cue.invitation);
  const closes = sentences.map(({ text }) => closing.test(text));
  const sponsors = sentences.map(({ text }) => sponsor.test(text));
  const expected = (sentences.at(-1)?.endMs ?? 0) / typicalMs;
  /** A cue used as often as there are chapters marks chapters; one used ten times as often counts items of a list. */
  const rarityOf = (kind: (typeof cueKinds)[number]) => {
    const used = Math.max(1, cues.filter((cue) => cue[kind]).length);
    return 1.5 + Math.max(-1.5, Math.min(1, Math.log(expected / used)));
  };
  const rarities = cueKinds.map((kind) => [kind, rarityOf(kind)] as const);
  return {
    at: (i: number) => ({
      cue: cues[i]!,
      handsOver: handsOver(cues[i]!),
      closed: i > 0 && closes[i - 1]!,
      rarity: Math.max(0, ...rarities.map(([kind, rarity]) => (cues[i]![kind] ? rarity : 0))),
      wordCount: sentences[i]!.text.split(' ').length,
      otherSpeaker: i > 0 && sentences[i]!.speaker !== sentences[i - 1]!.speaker,
    }),
    strongWithin: (from: number, to: number) =>
      Number(strong.slice(Math.max(0, from), Math.max(0, to)).some(Boolean)),
    /** Backwards without the sentence itself, forwards with it. */
    sponsorWithin(i: number, reachMs: number) {
      const start = sentences[i]!.startMs;
      const step = Math.sign(reachMs);
      for (
        let j = reachMs < 0 ? i - 1 : i;
        Math.abs((sentences[j]?.startMs ?? Infinity) - start) <= Math.abs(reachMs);
        j += step
      )
        if (sponsors[j]) return 1;
      return 0;
    },
  };
}

const handsOver = (cue: Cue) => cueKinds.some((kind) => cue[kind]);

function windowsAround(sentences: Sentence[], windowMs: number): Window[] {
  let first = 0;
  let end = 0;
  return sentences.map(({ startMs }, i) => {
    while (first < i - 1 && sentences[first + 1]!.startMs < startMs - windowMs) first++;
    while (end < sentences.length && sentences[end]!.startMs < startMs + windowMs) end++;
    end = Math.max(end, i + 1);
    return [Math.min(first, Math.max(0, i - 1)), i, end];
  });
}
