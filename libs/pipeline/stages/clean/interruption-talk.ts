import type { Span } from '#contracts';
import type { Finding } from './finding.js';
import { languageOf } from './languages/index.js';
import type { InterruptionRules } from './languages/language-rules.js';
import { type Reading, sayingWithCommas, sentences, type WordRange } from './reading.js';
import { signsOfTalk, type TalkLikelihood, textOf } from './talk-classifier.js';

/** A sound within this of the talk is the noise it speaks of; all development talk lay within 0.7 s (cleaning-methods.md C). */
const nearSoundMs = 4000;
/** By the signs alone: so much makes a sentence a seed; less joins a neighbour that is one. */
const seedScore = 2;
/** Beside a sound a short sentence needs less. */
const seedScoreNearSound = 1.2;
const shortSentence = 12;
/** Without a sound, this much in one sentence, and the noise both named and acted upon, stands for it. */
const plainScore = 5;
const neighbourScore = 0.6;
/**
 * With the classifier: beside a sound a sentence that has a sign needs this likelihood, one whose sign is weak needs more,
 * and one full of signs hardly any. One without any sign needs another beside it that is likely too: of such pairs none
 * was content in 1,750 sentences of 41 made recordings, of single ones that were likelier than 0.8 one in four was.
 */
const likelySeed = 0.6;
const likelyWithWeakSign = 0.75;
const likelyWithManySigns = 0.1;
const weakSign = 0.4;
const clearSign = 0.8;
const likelyInPair = 0.6;
const likelyBesideLikely = 0.4;
const manySigns = 3;
/** Far from any sound it must be clear, as then it is only shown. */
const likelyFarFromSound = 0.8;
/** Words that name a noise and act on it, at this likelihood, stand for the sound. */
const certain = 0.9;
/** So do a sign and a pause beside it: 0 of 1,200 other sentences of the made episodes. */
const pauseBesideMs = 500;
const likelyNeighbour = 0.6;
const likelyWithSign = 0.3;
const likelyNeighbourWithSign = 0.3;
/** A short answer to a question that is talk. */
const answerWords = 5;
const likelySandwiched = 0.1;
const neighbourWords = 12;
const sandwichedWords = 14;
/** With times known, content can stand between two interruptions: it needs some sign as well. */
const sandwichedScore = 0.4;
/** In text alone, so few words without any sign lead on to a sentence with one ("No idea."). */
const bridgeWords = 4;
const longestRest = 6;
/** "Sorry," or "Excuse me,". */
const longestOpener = 2;
const sureClause = 0.8;
const neighbourGapMs = 2500;
/** Nobody apologises at such length: longer sentences are content. */
const longestTalk = 28;
/** Mixed sentences come apart at commas and at pauses longer than this. */
const clausePauseMs = 350;

/**
 * Talk about a noise that interrupts: naming it, acting on it, apologising. Evidence is added up over each sentence;
 * sentences next to a sure one join it. It is cut when a sound was heard nearby, or, in a transcript without sound,
 * when the noise is both named and acted upon; otherwise it is only shown. Spans start and end with a clause.
 */
export function findInterruptionTalk(
  reading: Reading,
  sounds: readonly Span[] | null,
  likelihoods: TalkLikelihood = new Map(),
): Finding[] {
  const rules = languageOf(reading.language).interruption;
  if (rules.signs.length === 0) return [];
  const evidence = { rules, likelihoods };
  return clusters(reading, evidence, sounds).map((cluster) => asFinding(reading, cluster, sounds));
}

/** Sentences, and their clauses, that may be such talk: near a sound, with a sign of it, or beside one that is either. */
export function possibleTalk(reading: Reading, sounds: readonly Span[] | null): WordRange[] {
  const rules = languageOf(reading.language).interruption;
  if (rules.signs.length === 0) return [];
  const all = sentences(reading).filter(({ start, end }) => end - start <= longestTalk);
  const suspect = all.map(
    (range) =>
      signsOfTalk(sayingWithCommas(reading.words, range), rules).score >= weakSign ||
      isNearSound(reading, range, sounds),
  );
  return all
    .filter((_, n) => suspect[n - 1] || suspect[n] || suspect[n + 1])
    .flatMap((sentence) => {
      const clauses = clausesOf(reading, sentence);
      return clauses.length > 1 ? [sentence, ...clauses] : [sentence];
    });
}

interface Evidence {
  rules: InterruptionRules;
  likelihoods: TalkLikelihood;
}

interface Judged extends WordRange {
  score: number;
  /** By the classifier; absent where it was not asked. */
  likelihood?: number;
  names: boolean;
  acts: boolean;
  /** A sign, and hardly a doubt of the classifier. */
  plain?: boolean;
}

type Cluster = Judged;

function judge(reading: Reading, range: WordRange, { rules, likelihoods }: Evidence): Judged {
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
    plain: !tooLong && score >= weakSign && (likelihood ?? 0) >= certain,
  };
}

function isSeed({ score, likelihood, start, end }: Judged, nearSound: boolean, timed: boolean): boolean {
  if (likelihood === undefined)
    return score >= seedScore || (score >= seedScoreNearSound && end - start <= shortSentence && nearSound);
  if (score >= manySigns && likelihood >= (nearSound ? 0 : likelyWithManySigns)) return true;
  if (nearSound) {
    const needed = score >= clearSign ? likelySeed : score >= weakSign ? likelyWithWeakSign : Infinity;
    return likelihood >= needed;
  }
  return (
    score >= (timed ? clearSign : seedScore) && likelihood >= (timed ? likelyFarFromSound : likelyWithSign)
  );
}

const hasEvidence = ({ score, likelihood }: Judged) =>
  likelihood === undefined
    ? score >= neighbourScore
    : likelihood >= likelyNeighbour || (score >= neighbourScore && likelihood >= likelyNeighbourWithSign);

function clusters(reading: Reading, evidence: Evidence, sounds: readonly Span[] | null): Cluster[] {
  const judged = sentences(reading).map((range) => judge(reading, range, evidence));
  const chosen = judged.map((sentence) =>
    isSeed(sentence, isNearSound(reading, sentence, sounds), reading.timed),
  );
  judged.forEach((sentence, n) => {
    if (!isNearSound(reading, sentence, sounds) || (sentence.likelihood ?? 0) < likelyInPair) return;
    for (const m of [n - 1, n + 1]) {
      const other = judged[m];
      if (!other || (other.likelihood ?? 0) < likelyBesideLikely || other.end - other.start > neighbourWords)
        continue;
      if (gapMs(reading, judged[Math.min(n, m)]!, judged[Math.max(n, m)]!) >= neighbourGapMs) continue;
      chosen[n] = true;
      chosen[m] = true;
    }
  });
  for (let changed = true; changed; ) {
    changed = false;
    judged.forEach((sentence, n) => {
      if (chosen[n] || !joins(reading, judged, chosen, n, sentence)) return;
      chosen[n] = true;
      changed = true;
    });
  }
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
      last.plain ||= piece.plain;
      last.likelihood = Math.max(last.likelihood ?? 0, piece.likelihood ?? 0);
    } else found.push(piece);
  });
  return found;
}

/** A short sentence with some evidence beside the talk, or with none between two pieces of it. */
function joins(
  reading: Reading,
  judged: readonly Judged[],
  chosen: readonly boolean[],
  n: number,
  sentence: Judged,
): boolean {
  const beside = [n - 1, n + 1].filter(
    (m) => chosen[m] && gapMs(reading, judged[Math.min(n, m)]!, judged[Math.max(n, m)]!) < neighbourGapMs,
  );
  const words = sentence.end - sentence.start;
  if (
    beside.length === 2 &&
    words <= sandwichedWords &&
    (sentence.score >= (reading.timed ? sandwichedScore : 0) ||
      (sentence.likelihood ?? 0) >= likelySandwiched)
  )
    return true;
  if (beside.length === 0) return false;
  const beyond = judged[2 * n - beside[0]!];
  const bridges = !reading.timed && words <= bridgeWords && sentence.score >= 0 && beyond !== undefined;
  const mayJoin = (other: Judged) => hasEvidence(other) && other.end - other.start <= neighbourWords;
  return (
    mayJoin(sentence) ||
    (bridges && mayJoin(beyond)) ||
    answers(reading, judged[n - 1], chosen[n - 1], sentence)
  );
}

const answers = (
  { words }: Reading,
  question: Judged | undefined,
  isTalk: boolean | undefined,
  { start, end, likelihood = 0 }: Judged,
) =>
  question !== undefined &&
  isTalk === true &&
  words[question.end - 1]!.mark === '?' &&
  end - start <= answerWords &&
  likelihood >= likelySandwiched;

const gapMs = ({ words }: Reading, before: WordRange, after: WordRange) =>
  words[after.start]!.startMs - words[before.end - 1]!.endMs;

/**
 * The clauses of a sentence from the first to the last that carries evidence; the whole when none does alone. A mere
 * "Sorry," takes the whole sentence with it when that is talk beyond doubt, and is content like the rest when not.
 */
function talkingPart(reading: Reading, sentence: Judged, evidence: Evidence): Judged | null {
  const clauses = clausesOf(reading, sentence);
  const judged = clauses.map((clause) => judge(reading, clause, evidence));
  const telling = judged.flatMap((clause, n) => (tells(clause) ? [n] : []));
  if (telling.length === 0 || !judged.some((clause) => isSeed(clause, true, reading.timed))) return sentence;
  const part = { start: clauses[telling[0]!]!.start, end: clauses[telling.at(-1)!]!.end };
  const isWhole = part.start === sentence.start && part.end === sentence.end;
  if (isWhole) return sentence;
  if (part.end - part.start <= longestOpener && sentence.likelihood !== undefined)
    return sentence.likelihood >= certain ? sentence : null;
  const { likelihood = sentence.likelihood, ...told } = judge(reading, part, evidence);
  return { ...told, ...(likelihood !== undefined && { likelihood }) };
}

/** A clause has fewer words to go by than a sentence, and needs a sign or a surer classifier. */
const tells = (clause: Judged) =>
  hasEvidence(clause) &&
  (clause.likelihood === undefined || clause.score >= weakSign || clause.likelihood >= sureClause);

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

function clausesOf({ words }: Reading, { start, end }: WordRange): WordRange[] {
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

function asFinding(reading: Reading, cluster: Cluster, sounds: readonly Span[] | null): Finding {
  const near = isNearSound(reading, cluster, sounds);
  const twoSided =
    cluster.names && cluster.acts && (sounds === null || cluster.score >= plainScore || isCertain(cluster));
  const setApart = cluster.plain && hasPauseBeside(reading, cluster);
  return {
    kind: 'notification',
    sub: 'talk',
    action: 'cut',
    ...(near ? beside : twoSided ? named : setApart ? apart : unsure),
    at: {
      words: { start: reading.words[cluster.start]!.index, end: reading.words[cluster.end - 1]!.index + 1 },
    },
  };
}

const hasPauseBeside = ({ words }: Reading, { start, end }: WordRange) =>
  (words[start - 1]?.pauseAfterMs ?? 0) >= pauseBesideMs || words[end - 1]!.pauseAfterMs >= pauseBesideMs;

const isCertain = ({ likelihood = 0 }: Cluster) => likelihood >= certain;

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
const unsure = {
  reason: 'It may be talk about an interruption; no sound was found near it.',
  confidence: 0.45,
  evidence: ['text'],
} satisfies Partial<Finding>;
