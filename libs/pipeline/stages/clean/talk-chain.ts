import type { Span } from '#contracts';
import { endsSentence, type Reading, type WordRange } from './reading.js';
import { chainWeights } from './talk-chain-weights.js';
import { type TalkLikelihood, textOf } from './talk-classifier.js';
import { clausesOf, isNearSound, longestTalk, utterances } from './talk-evidence.js';

/** A clause, or a whole sentence that hardly can be talk, and what the classifier says of it. */
export interface Piece extends WordRange {
  likelihood: number;
  /** Of the sentence it is in. */
  sentenceLikelihood: number;
  sentenceWords: number;
}

/** What speaks for a piece being talk, and for two neighbours being both talk or both not; a weight for each. */
export interface ChainWeights {
  piece: readonly number[];
  pair: readonly number[];
}

/** In the order of the weights. */
export const pieceFeatures = [
  'log odds of the clause, by the classifier',
  'log odds of its sentence',
  'log odds of a clause of a longer sentence, by each doubling of its length',
  'length of the clause: doublings from four words',
  'length of its sentence: doublings from eight words',
  'a word or two',
  'a sound within 4 s',
  'always',
] as const;
export const pairFeatures = [
  'always',
  'no sentence ends between them',
  'a pause of 0.7 s between them',
  'a pause of 2.5 s between them',
  'the first is a question',
] as const;

/** Clauses are weighed only where their sentence is at least this likely: it halves what cleaning an hour costs. */
export const leastWeighed = 0.15;
/** Log odds beyond this say no more; what was not asked about has the least. */
const mostOdds = 5;
const usualClauseLog2 = 2;
const usualSentenceLog2 = 3;
const fewWords = 2;
const sentencePauseMs = 700;
const longPauseMs = 2500;

/** Every word of a reading in pieces, in order. */
export function piecesOf(reading: Reading, likelihoods: TalkLikelihood): Piece[] {
  const likelihoodOf = (range: WordRange) =>
    range.end - range.start > longestTalk ? 0 : likelihoods.get(textOf(reading, range));
  return utterances(reading).flatMap((sentence): Piece[] => {
    const sentenceLikelihood = likelihoodOf(sentence) ?? 0;
    const clauses = sentenceLikelihood >= leastWeighed ? clausesOf(reading, sentence) : [sentence];
    return clauses.map((clause) => ({
      ...clause,
      likelihood: likelihoodOf(clause) ?? sentenceLikelihood,
      sentenceLikelihood,
      sentenceWords: sentence.end - sentence.start,
    }));
  });
}

export function featuresOfPiece(reading: Reading, piece: Piece, sounds: readonly Span[] | null): number[] {
  const { start, end, likelihood, sentenceLikelihood, sentenceWords } = piece;
  const length = Math.log2(end - start) - usualClauseLog2;
  const own = oddsOf(likelihood);
  const truth = (is: boolean) => (is ? 1 : 0);
  return [
    own,
    oddsOf(sentenceLikelihood),
    end - start < sentenceWords ? own * length : 0,
    length,
    Math.log2(sentenceWords) - usualSentenceLog2,
    truth(end - start <= fewWords),
    truth(isNearSound(reading, piece, sounds)),
    1,
  ];
}

export function featuresOfPair({ words }: Reading, first: WordRange): number[] {
  const last = words[first.end - 1]!;
  const truth = (is: boolean) => (is ? 1 : 0);
  return [
    1,
    truth(!endsSentence(last) && last.pauseAfterMs <= sentencePauseMs),
    truth(last.pauseAfterMs >= sentencePauseMs),
    truth(last.pauseAfterMs >= longPauseMs),
    truth(last.mark === '?'),
  ];
}

const oddsOf = (p: number) => Math.max(-mostOdds, Math.min(mostOdds, Math.log(p / (1 - p))));

/**
 * How likely each piece is talk, given all others: a chain in which neighbours tend to be of one kind (a conditional
 * random field). One more likely sentence beside it thus counts as a sound does, and a weak one is carried along.
 */
export function chainProbabilities(
  reading: Reading,
  pieces: readonly Piece[],
  sounds: readonly Span[] | null,
): number[] {
  const talk = pieces.map((piece) => dot(featuresOfPiece(reading, piece, sounds), chainWeights.piece));
  const alike = pieces.slice(1).map((_, n) => dot(featuresOfPair(reading, pieces[n]!), chainWeights.pair));
  return marginals(talk, alike).talk;
}

/**
 * Of a chain of yes and no: how likely each is yes, and each pair alike.
 *
 * @param yes log odds of each by itself
 * @param alike how much more likely two neighbours are when they are alike, as a logarithm
 * @returns also the logarithm of the sum over all chains, from which a fit is judged
 */
export function marginals(yes: readonly number[], alike: readonly number[]) {
  const forward = passed(yes, alike);
  const backward = passed([...yes].reverse(), [...alike].reverse()).reverse();
  const total = forward.length ? logSum(...forward.at(-1)!) : 0;
  const talk = yes.map((own, n) => Math.exp(forward[n]![1] + backward[n]![1] - own - total));
  const same = alike.map((bonus, n) => {
    const [no, is] = forward[n]!;
    const [nextNo, nextIs] = backward[n + 1]!;
    return Math.exp(no + bonus + nextNo - total) + Math.exp(is + bonus + nextIs - total);
  });
  return { talk, same, total };
}

/** For each place the logarithm of the sum over all chains up to it that end with no, and with yes. */
function passed(yes: readonly number[], alike: readonly number[]): [number, number][] {
  const sums: [number, number][] = [];
  yes.forEach((own, n) => {
    const before = sums[n - 1];
    const bonus = alike[n - 1] ?? 0;
    sums.push(
      before ? [logSum(before[0] + bonus, before[1]), own + logSum(before[0], before[1] + bonus)] : [0, own],
    );
  });
  return sums;
}

const logSum = (a: number, b: number) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));

export const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, n) => sum + value * b[n]!, 0);
