import type { Reading, WordRange } from './reading.js';
import { chainProbabilities, type Piece, piecesOf } from './talk-chain.js';
import { type Evidence, isNearSound, type Judged, judge } from './talk-evidence.js';

/** Talk goes on over clauses that are this likely in their chain … */
const likely = 0.5;
/** … from the first to the last that is this likely, */
const likelyAtEdge = 0.6;
/** and somewhere it is this likely beside a sound; less is not even shown there. */
const sure = 0.7;
/** Far from any sound: of 94,862 words of eight real shows 30 were taken at this. */
const sureAlone = 0.8;
/** A sentence that the classifier hardly doubts is talk though all around is content. Far from a sound it is only shown: 14 in those shows. */
const certain = 0.95;
/** A clause of several words that the classifier finds less likely than not is content … */
const content = 0.5;
/** … unless those beside it leave this little doubt, */
const carried = 0.95;
/** and always where it is this unlikely. */
const surelyContent = 0.1;
const fewWords = 3;

/** Talk that was weighed. */
export interface LikelyTalk extends Judged {
  /** Hardly doubted; what is not is only shown where no sound is near. */
  isSure: boolean;
  /** Several that are each likely stand for a sound where none was heard. */
  clauses: number;
}

/** Runs of clauses that are talk, by what the classifier says of each and of those beside it, and by nearness to a sound. */
export function talkByLikelihood(reading: Reading, evidence: Evidence): LikelyTalk[] {
  const pieces = piecesOf(reading, evidence.likelihoods);
  const probabilities = chainProbabilities(reading, pieces, evidence.sounds);
  const weighed = pieces.map((piece, n) => ({ piece, probability: probabilities[n]! }));
  return runsOf(weighed.map(goesOn)).flatMap(({ start, end }): LikelyTalk[] => {
    const run = fromEdgeToEdge(weighed.slice(start, end));
    if (run.length === 0) return [];
    const talk = asTalk(reading, run, evidence);
    const isLikely = run.some(({ piece, probability }) => probability >= sure || isCertain(piece));
    return isLikely || !isNearSound(reading, talk, evidence.sounds) ? [talk] : [];
  });
}

interface Weighed {
  piece: Piece;
  /** In its chain. */
  probability: number;
}

const goesOn = ({ piece, probability }: Weighed) =>
  (probability >= likely && !isContent(piece, probability)) || isCertain(piece);

function fromEdgeToEdge(run: readonly Weighed[]): Weighed[] {
  const isEdge = ({ piece, probability }: Weighed) => probability >= likelyAtEdge || isCertain(piece);
  return run.slice(Math.max(0, run.findIndex(isEdge)), run.findLastIndex(isEdge) + 1);
}

function asTalk(reading: Reading, run: readonly Weighed[], evidence: Evidence): LikelyTalk {
  const range = { start: run[0]!.piece.start, end: run.at(-1)!.piece.end };
  const judged = run.map(({ piece }) => judge(reading, piece, evidence));
  return {
    ...judge(reading, range, evidence),
    names: judged.some(({ names }) => names),
    acts: judged.some(({ acts }) => acts),
    isSure: run.some(({ probability }) => probability >= sureAlone),
    clauses: run.length,
  };
}

const isContent = ({ start, end, likelihood }: Piece, probability: number) =>
  end - start > fewWords && likelihood < (probability >= carried ? surelyContent : content);

const isCertain = ({ likelihood, sentenceLikelihood }: Piece) =>
  sentenceLikelihood >= certain && likelihood >= content;

function runsOf(chosen: readonly boolean[]): WordRange[] {
  const runs: WordRange[] = [];
  chosen.forEach((is, n) => {
    if (!is) return;
    if (chosen[n - 1]) runs.at(-1)!.end = n + 1;
    else runs.push({ start: n, end: n + 1 });
  });
  return runs;
}
