import type { Span } from '#contracts';
import type { Finding } from './finding.js';
import { languageOf } from './languages/index.js';
import { type Reading, sayingWithCommas, sentences, type WordRange } from './reading.js';
import { chooseByLikelihood, leastLikely } from './talk-by-likelihood.js';
import { chooseBySigns, hasSigns, isSeed } from './talk-by-signs.js';
import { signsOfTalk, type TalkLikelihood, textOf } from './talk-classifier.js';
import {
  certain,
  clausesOf,
  type Evidence,
  isNearSound,
  type Judged,
  judge,
  longestTalk,
  weakSign,
} from './talk-evidence.js';

/** Without a sound, this much in one sentence, and the noise both named and acted upon, stands for it. */
const plainScore = 5;
/** So does a pause beside it, where the classifier hardly doubts: 0 of 320 other sentences far from any sound. */
const pauseBesideMs = 500;
/** A clause has fewer words to go by than a sentence: without a sign the classifier must be this sure. */
const sureClause = 0.8;
const likelyWithSigns = 0.3;
const longestRest = 6;
/** "Sorry," or "Excuse me,". */
const longestOpener = 2;

/**
 * Talk about a noise that interrupts: naming it, acting on it, apologising. Each sentence is judged by the classifier, or
 * by signs where there is none; sentences next to a sure one join it. It is cut when a sound was heard nearby, or, in a
 * transcript without sound, when the noise is both named and acted upon; otherwise it is only shown. Spans start and end
 * with a clause.
 */
export function findInterruptionTalk(
  reading: Reading,
  sounds: readonly Span[] | null,
  likelihoods: TalkLikelihood = new Map(),
): Finding[] {
  const rules = languageOf(reading.language).interruption;
  if (rules.signs.length === 0) return [];
  return clusters(reading, { rules, likelihoods, sounds }).map((cluster) =>
    asFinding(reading, cluster, sounds),
  );
}

/** Sentences that may be such talk: near a sound, with a sign of it, set apart by a pause, or beside one. */
export function possibleTalk(reading: Reading, sounds: readonly Span[] | null): WordRange[] {
  const rules = languageOf(reading.language).interruption;
  if (rules.signs.length === 0) return [];
  const all = sentences(reading).filter(({ start, end }) => end - start <= longestTalk);
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
    .filter((sentence) => (likelihoods.get(textOf(reading, sentence)) ?? 0) >= leastLikely)
    .map((sentence) => clausesOf(reading, sentence))
    .filter(({ length }) => length > 1)
    .flat();
}

/** Sentences of talk in a row, judged as one. */
interface Cluster extends Judged {
  sentences: number;
}

function clusters(reading: Reading, evidence: Evidence): Cluster[] {
  const judged = sentences(reading).map((range) => judge(reading, range, evidence));
  const chosen =
    evidence.likelihoods.size > 0 ? chooseByLikelihood(reading, judged) : chooseBySigns(reading, judged);
  const found: Cluster[] = [];
  judged.forEach((sentence, n) => {
    if (!chosen[n]) return;
    const part = talkingPart(reading, sentence, evidence);
    if (part === null) return;
    const piece = { ...part, ...upToNeighbours(part, sentence, chosen[n - 1], chosen[n + 1]) };
    const last = found.at(-1);
    if (last && chosen[n - 1] && last.end === piece.start) {
      last.end = piece.end;
      last.score += piece.score;
      last.names ||= piece.names;
      last.acts ||= piece.acts;
      last.likelihood = Math.max(last.likelihood ?? 0, piece.likelihood ?? 0);
      last.sentences++;
    } else found.push({ ...piece, sentences: 1 });
  });
  return found;
}

/**
 * The clauses of a sentence from the first to the last that carries evidence; the whole when none does alone. A mere
 * "Sorry," takes the whole sentence with it when that is talk beyond doubt, and is content like the rest when not.
 */
function talkingPart(reading: Reading, sentence: Judged, evidence: Evidence): Judged | null {
  const clauses = clausesOf(reading, sentence);
  const judged = clauses.map((clause) => judge(reading, clause, evidence));
  const telling = judged.flatMap((clause, n) => (tells(clause) ? [n] : []));
  if (telling.length === 0 || !judged.some(decides)) return sentence;
  const part = { start: clauses[telling[0]!]!.start, end: clauses[telling.at(-1)!]!.end };
  const isWhole = part.start === sentence.start && part.end === sentence.end;
  if (isWhole) return sentence;
  if (part.end - part.start <= longestOpener && sentence.likelihood !== undefined)
    return sentence.likelihood >= certain ? sentence : null;
  const { likelihood = sentence.likelihood, ...told } = judge(reading, part, evidence);
  return { ...told, ...(likelihood !== undefined && { likelihood }) };
}

const tells = (clause: Judged) =>
  clause.likelihood === undefined
    ? hasSigns(clause)
    : clause.likelihood >= sureClause || (clause.score >= weakSign && clause.likelihood >= likelyWithSigns);

const decides = (clause: Judged) =>
  clause.likelihood === undefined ? isSeed({ ...clause, nearSound: true }) : tells(clause);

/** A word or two beside it (", please") go with it, and so does a short rest of the sentence between two pieces of talk. */
function upToNeighbours(
  part: WordRange,
  sentence: WordRange,
  talkBefore: boolean | undefined,
  talkAfter: boolean | undefined,
): WordRange {
  const before = part.start - sentence.start;
  const after = sentence.end - part.end;
  return {
    start: before <= (talkBefore ? longestRest : longestOpener) ? sentence.start : part.start,
    end: after <= (talkAfter ? longestRest : longestOpener) ? sentence.end : part.end,
  };
}

function asFinding(reading: Reading, cluster: Cluster, sounds: readonly Span[] | null): Finding {
  const near = isNearSound(reading, cluster, sounds);
  const twoSided =
    cluster.names && cluster.acts && (sounds === null || cluster.score >= plainScore || isCertain(cluster));
  const setApart = isCertain(cluster) && hasPauseBeside(reading, cluster);
  // Two sentences of it, one beyond doubt and one that names or acts: each is the other's context.
  const inARow = cluster.sentences > 1 && isCertain(cluster) && (cluster.names || cluster.acts);
  return {
    kind: 'notification',
    sub: 'talk',
    action: 'cut',
    ...(near ? beside : twoSided ? named : setApart ? apart : inARow ? together : unsure),
    at: {
      words: { start: reading.words[cluster.start]!.index, end: reading.words[cluster.end - 1]!.index + 1 },
    },
  };
}

const hasPauseBeside = ({ words }: Reading, { start, end }: WordRange) =>
  (words[start - 1]?.pauseAfterMs ?? 0) >= pauseBesideMs || words[end - 1]!.pauseAfterMs >= pauseBesideMs;

const isCertain = ({ likelihood = 0 }: Judged) => likelihood >= certain;

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
const together = {
  reason: 'Sentences in a row that speak of an interruption.',
  confidence: 0.6,
  evidence: ['text'],
} satisfies Partial<Finding>;
const unsure = {
  reason: 'It may be talk about an interruption; no sound was found near it.',
  confidence: 0.45,
  evidence: ['text'],
} satisfies Partial<Finding>;
