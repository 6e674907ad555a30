import type { Span } from '#contracts';
import type { Finding } from './finding.js';
import { languageOf } from './languages/index.js';
import type { InterruptionRules } from './languages/language-rules.js';
import { type Reading, sayingWithCommas, sentences, type WordRange } from './reading.js';

/** A sound within this of the talk is the noise it speaks of; all development talk lay within 0.7 s (cleaning-methods.md C). */
const nearSoundMs = 3000;
/** So much evidence makes a sentence a seed; less joins a neighbour that is one. */
const seedScore = 2;
/** Beside a sound a short sentence needs less. */
const seedScoreNearSound = 1.2;
const shortSentence = 12;
/** Without a sound, this much in one sentence, and the noise both named and acted upon, stands for it. */
const plainScore = 5;
const neighbourScore = 0.6;
const neighbourWords = 12;
const sandwichedWords = 14;
/** With times known, content can stand between two interruptions: it needs some sign as well. */
const sandwichedScore = 0.4;
/** In text alone, so few words without any sign lead on to a sentence with one ("No idea."). */
const bridgeWords = 4;
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
export function findInterruptionTalk(reading: Reading, sounds: readonly Span[] | null): Finding[] {
  const rules = languageOf(reading.language).interruption;
  if (rules.signs.length === 0) return [];
  return clusters(reading, rules, sounds).map((cluster) => asFinding(reading, cluster, sounds));
}

interface Judged extends WordRange {
  score: number;
  names: boolean;
  acts: boolean;
}

interface Cluster extends WordRange {
  names: boolean;
  acts: boolean;
  score: number;
}

function judge(reading: Reading, range: WordRange, rules: InterruptionRules): Judged {
  const said = sayingWithCommas(reading.words, range);
  const signs = rules.signs.filter((sign) => sign.says.test(said));
  const against = rules.guards.filter((guard) => guard.says.test(said));
  const sum = (all: readonly { weight: number }[]) => all.reduce((total, { weight }) => total + weight, 0);
  return {
    ...range,
    score: range.end - range.start > longestTalk ? 0 : sum(signs) - sum(against),
    names: signs.some(({ tells }) => tells === 'names' || tells === 'both'),
    acts: signs.some(({ tells }) => tells === 'acts' || tells === 'both'),
  };
}

function clusters(reading: Reading, rules: InterruptionRules, sounds: readonly Span[] | null): Cluster[] {
  const judged = sentences(reading).map((range) => judge(reading, range, rules));
  const chosen = judged.map(
    (sentence) =>
      sentence.score >= seedScore ||
      (sentence.score >= seedScoreNearSound &&
        sentence.end - sentence.start <= shortSentence &&
        isNearSound(reading, sentence, sounds)),
  );
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
    const piece = { ...sentence, ...talkingPart(reading, sentence, rules) };
    const last = found.at(-1);
    if (last && chosen[n - 1] && last.end === piece.start) {
      last.end = piece.end;
      last.score += piece.score;
      last.names ||= piece.names;
      last.acts ||= piece.acts;
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
    sentence.score >= (reading.timed ? sandwichedScore : 0)
  )
    return true;
  if (beside.length === 0) return false;
  const beyond = judged[2 * n - beside[0]!];
  const bridges = !reading.timed && words <= bridgeWords && sentence.score >= 0 && beyond !== undefined;
  const mayJoin = (other: Judged) =>
    other.score >= neighbourScore && other.end - other.start <= neighbourWords;
  return mayJoin(sentence) || (bridges && mayJoin(beyond));
}

const gapMs = ({ words }: Reading, before: WordRange, after: WordRange) =>
  words[after.start]!.startMs - words[before.end - 1]!.endMs;

/** The clauses of a sentence from the first to the last that carries evidence; the whole when none does alone. */
function talkingPart(reading: Reading, sentence: Judged, rules: InterruptionRules): WordRange {
  const clauses = clausesOf(reading, sentence);
  const judged = clauses.map((clause) => judge(reading, clause, rules));
  const telling = judged.flatMap(({ score }, n) => (score >= neighbourScore ? [n] : []));
  if (telling.length === 0 || Math.max(...judged.map(({ score }) => score)) < seedScore)
    return { start: sentence.start, end: sentence.end };
  return { start: clauses[telling[0]!]!.start, end: clauses[telling.at(-1)!]!.end };
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

function isNearSound({ words }: Reading, { start, end }: WordRange, sounds: readonly Span[] | null): boolean {
  const firstMs = words[start]!.startMs - nearSoundMs;
  const lastMs = words[end - 1]!.endMs + nearSoundMs;
  return sounds?.some((sound) => sound.startMs < lastMs && sound.endMs > firstMs) ?? false;
}

function asFinding(reading: Reading, cluster: Cluster, sounds: readonly Span[] | null): Finding {
  const near = isNearSound(reading, cluster, sounds);
  const twoSided = cluster.names && cluster.acts && (sounds === null || cluster.score >= plainScore);
  return {
    kind: 'notification',
    sub: 'talk',
    action: 'cut',
    ...(near ? beside : twoSided ? named : unsure),
    at: {
      words: { start: reading.words[cluster.start]!.index, end: reading.words[cluster.end - 1]!.index + 1 },
    },
  };
}

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
const unsure = {
  reason: 'It may be talk about an interruption; no sound was found near it.',
  confidence: 0.45,
  evidence: ['text'],
} satisfies Partial<Finding>;
