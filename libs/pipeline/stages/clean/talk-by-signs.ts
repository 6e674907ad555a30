import { type Reading, sentences, type WordRange } from './reading.js';
import { clausesOf, type Evidence, followsOn, type Judged, judge } from './talk-evidence.js';

/** So much makes a sentence a seed; less joins a neighbour that is one. */
const seedScore = 2;
/** Beside a sound a short sentence needs less. */
const seedScoreNearSound = 1.2;
const shortSentence = 12;
const neighbourScore = 0.6;
const neighbourWords = 12;
const sandwichedWords = 14;
/** With times known, content can stand between two interruptions: it needs some sign as well. */
const sandwichedScore = 0.4;
/** In text alone, so few words without any sign lead on to a sentence with one ("No idea."). */
const bridgeWords = 4;
/** A word or two beside talk (", please") go with it, and so does a short rest of the sentence between two pieces of it. */
const longestOpener = 2;
const longestRest = 6;

/**
 * Talk by the language's signs alone: for text without sound, and languages without a classifier. Spans start and end
 * with a clause.
 */
export function talkBySigns(reading: Reading, evidence: Evidence): Judged[] {
  const judged = sentences(reading).map((range) => judge(reading, range, evidence));
  const chosen = chooseBySigns(reading, judged);
  const found: Judged[] = [];
  judged.forEach((sentence, n) => {
    if (!chosen[n]) return;
    const part = talkingPart(reading, sentence, evidence);
    const piece = { ...part, ...upToNeighbours(part, sentence, chosen[n - 1], chosen[n + 1]) };
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

/** The clauses of a sentence from the first to the last that carries a sign; the whole when none does alone. */
function talkingPart(reading: Reading, sentence: Judged, evidence: Evidence): Judged {
  const clauses = clausesOf(reading, sentence);
  const judged = clauses.map((clause) => judge(reading, clause, evidence));
  const telling = clauses.filter((_, n) => hasSigns(judged[n]!));
  if (telling.length === 0 || !judged.some((clause) => isSeed({ ...clause, nearSound: true })))
    return sentence;
  return judge(reading, { start: telling[0]!.start, end: telling.at(-1)!.end }, evidence);
}

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

function chooseBySigns(reading: Reading, judged: readonly Judged[]): boolean[] {
  const chosen = judged.map(isSeed);
  for (let changed = true; changed; ) {
    changed = false;
    judged.forEach((sentence, n) => {
      if (chosen[n] || !joins(reading, judged, chosen, n, sentence)) return;
      chosen[n] = true;
      changed = true;
    });
  }
  return chosen;
}

const isSeed = ({ score, start, end, nearSound }: Judged) =>
  score >= seedScore || (score >= seedScoreNearSound && end - start <= shortSentence && nearSound);

const hasSigns = ({ score }: Judged) => score >= neighbourScore;

/** A short sentence with some evidence beside the talk, or with none between two pieces of it. */
function joins(
  reading: Reading,
  judged: readonly Judged[],
  chosen: readonly boolean[],
  n: number,
  sentence: Judged,
): boolean {
  const beside = [n - 1, n + 1].filter((m) => chosen[m] && followsOn(reading, sentence, judged[m]!));
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
  const mayJoin = (other: Judged) => hasSigns(other) && other.end - other.start <= neighbourWords;
  return mayJoin(sentence) || (bridges && mayJoin(beyond));
}
