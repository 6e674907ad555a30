import type { Reading } from './reading.js';
import { followsOn, type Judged } from './talk-evidence.js';

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

/** Which sentences are talk, by the language's signs alone: for text without sound, and languages without a classifier. */
export function chooseBySigns(reading: Reading, judged: readonly Judged[]): boolean[] {
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

export const isSeed = ({ score, start, end, nearSound }: Judged) =>
  score >= seedScore || (score >= seedScoreNearSound && end - start <= shortSentence && nearSound);

export const hasSigns = ({ score }: Judged) => score >= neighbourScore;

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
