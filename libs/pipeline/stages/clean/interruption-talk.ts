import type { Span } from '#contracts';
import type { Finding } from './finding.js';
import { languageOf } from './languages/index.js';
import { type Reading, sayingWithCommas, type WordRange } from './reading.js';
import { type LikelyTalk, talkByLikelihood } from './talk-by-likelihood.js';
import { talkBySigns } from './talk-by-signs.js';
import { leastWeighed } from './talk-chain.js';
import { signsOfTalk, type TalkLikelihood, textOf } from './talk-classifier.js';
import { clausesOf, isNearSound, type Judged, longestTalk, utterances, weakSign } from './talk-evidence.js';

/** Without a sound, this much in one sentence, and the noise both named and acted upon, stands for it. */
const plainScore = 5;
/** A pause this long before or after sets talk apart. */
const pauseBesideMs = 500;

/**
 * Talk about a noise that interrupts: naming it, acting on it, apologising. Clauses are judged by the classifier, each
 * with those beside it, or sentences by signs where there is none. It is cut when a sound was heard nearby or when its
 * context stands for that: a run of likely sentences, a pause beside it, the noise both named and acted upon; otherwise
 * it is only shown. Spans start and end with a clause.
 */
export function findInterruptionTalk(
  reading: Reading,
  sounds: readonly Span[] | null,
  likelihoods: TalkLikelihood = new Map(),
): Finding[] {
  const rules = languageOf(reading.language).interruption;
  if (rules.signs.length === 0) return [];
  const evidence = { rules, likelihoods, sounds };
  const found = likelihoods.size > 0 ? talkByLikelihood(reading, evidence) : talkBySigns(reading, evidence);
  return found.map((talk) => asFinding(reading, talk, sounds));
}

/** Sentences that may be such talk: near a sound, with a sign of it, set apart by a pause, or beside one. */
export function possibleTalk(reading: Reading, sounds: readonly Span[] | null): WordRange[] {
  const rules = languageOf(reading.language).interruption;
  if (rules.signs.length === 0) return [];
  const all = utterances(reading).filter(({ start, end }) => end - start <= longestTalk);
  const suspect = all.map(
    (range) =>
      signsOfTalk(sayingWithCommas(reading.words, range), rules).score >= weakSign ||
      isNearSound(reading, range, sounds) ||
      hasPauseBeside(reading, range),
  );
  return all.filter((_, n) => suspect[n - 1] || suspect[n] || suspect[n + 1]);
}

/** The clauses of sentences that may be talk: of a mixed one only some are. */
export function clausesToWeigh(
  reading: Reading,
  possible: readonly WordRange[],
  likelihoods: TalkLikelihood,
): WordRange[] {
  return possible
    .filter((sentence) => (likelihoods.get(textOf(reading, sentence)) ?? 0) >= leastWeighed)
    .map((sentence) => clausesOf(reading, sentence))
    .filter(({ length }) => length > 1)
    .flat();
}

function asFinding(
  reading: Reading,
  talk: Judged & Partial<LikelyTalk>,
  sounds: readonly Span[] | null,
): Finding {
  return {
    kind: 'notification',
    sub: 'talk',
    action: 'cut',
    ...secondEvidence(reading, talk, sounds),
    at: {
      words: { start: reading.words[talk.start]!.index, end: reading.words[talk.end - 1]!.index + 1 },
    },
  };
}

/** What stands beside the words themselves: without anything they are only shown. */
function secondEvidence(
  reading: Reading,
  { isSure, clauses = 1, ...talk }: Judged & Partial<LikelyTalk>,
  sounds: readonly Span[] | null,
) {
  if (isNearSound(reading, talk, sounds)) return beside;
  const twoSided = talk.names && talk.acts;
  if (isSure === undefined) return twoSided && (sounds === null || talk.score >= plainScore) ? named : unsure;
  if (!isSure) return unsure;
  if (twoSided) return named;
  if (hasPauseBeside(reading, talk)) return apart;
  return clauses > 1 ? run : unsure;
}

const hasPauseBeside = ({ words }: Reading, { start, end }: WordRange) =>
  (words[start - 1]?.pauseAfterMs ?? 0) >= pauseBesideMs || words[end - 1]!.pauseAfterMs >= pauseBesideMs;

const beside = {
  reason: 'Talk about an interruption, beside the sound of it.',
  confidence: 0.85,
  evidence: ['text', 'sound'],
} satisfies Partial<Finding>;
const named = {
  reason: 'Talk that names an interruption and acts on it.',
  confidence: 0.7,
  evidence: ['text'],
} satisfies Partial<Finding>;
const apart = {
  reason: 'Talk about an interruption, set apart by a pause.',
  confidence: 0.65,
  evidence: ['text', 'sound'],
} satisfies Partial<Finding>;
const run = {
  reason: 'Several clauses in a row are talk about an interruption.',
  confidence: 0.65,
  evidence: ['text'],
} satisfies Partial<Finding>;
const unsure = {
  reason: 'It may be talk about an interruption; no sound was found near it.',
  confidence: 0.45,
  evidence: ['text'],
} satisfies Partial<Finding>;
