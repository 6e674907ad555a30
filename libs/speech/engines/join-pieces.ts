import { unspaced } from '../whisper/words.js';
import { type HeardWord, unknownConfidence } from './recogniser.js';

/** A token as whisper.cpp gives it, times in ms. */
export interface Piece {
  text: string;
  startMs: number;
  endMs: number;
  /** Absent where the binding does not give it. */
  probability?: number;
}

/** Tokens such as [_BEG_] and [_TT_350] are the decoder's own. */
const special = /^\[_.*\]$/;

/** Joins tokens into words: a blank begins one; languages written without blanks have one a token. */
export function joinPieces(pieces: Piece[], language: string | null): HeardWord[] {
  const everyPiece = language !== null && unspaced.has(language);
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    if (piece.text.trim() === '' || special.test(piece.text)) continue;
    const begins = piece.text.startsWith(' ') || (everyPiece && /\p{L}|\p{N}/u.test(piece.text));
    if (begins || groups.length === 0) groups.push([piece]);
    else groups.at(-1)!.push(piece);
  }
  return groups.map((group) => ({
    text: group
      .map(({ text }) => text)
      .join('')
      .trim(),
    startMs: group[0]!.startMs,
    endMs: group.at(-1)!.endMs,
    confidence: meanProbability(group),
  }));
}

function meanProbability(group: Piece[]): number {
  const known = group.flatMap(({ probability }) => (probability === undefined ? [] : [probability]));
  if (known.length === 0) return unknownConfidence;
  return Math.exp(known.reduce((sum, chance) => sum + Math.log(Math.max(chance, 1e-9)), 0) / known.length);
}

/** Mean log-probability of a text's tokens; 0 where none is known. */
export function meanLogProbability(pieces: Piece[]): number {
  const known = pieces.flatMap(({ text, probability }) =>
    probability === undefined || special.test(text) ? [] : [Math.log(Math.max(probability, 1e-9))],
  );
  return known.length === 0 ? 0 : known.reduce((sum, log) => sum + log, 0) / known.length;
}
