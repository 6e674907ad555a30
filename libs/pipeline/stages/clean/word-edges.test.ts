import { describe, expect, it } from 'vitest';
import type { ReadWord } from './reading.js';
import { moveLateHesitations } from './word-edges.js';

const word = (norm: string, startMs: number, endMs: number): ReadWord => ({
  index: 0,
  text: norm,
  norm,
  mark: '',
  startMs,
  endMs,
  pauseAfterMs: 0,
  startsParagraph: false,
  speaker: undefined,
  isFiller: false,
  heard: undefined,
  confidence: 1,
  fillerProbability: 0,
  hesitationLikeness: 0,
});

/** Where the "uh" between "old" and "there" is placed, when the recogniser has it right before "there". */
const placed = (uhStartMs: number) => {
  const words = [
    word('old', 0, 500),
    word('uh', uhStartMs, uhStartMs + 150),
    word('there', uhStartMs + 160, uhStartMs + 400),
  ];
  return moveLateHesitations(words, ({ norm }) => norm === 'uh')[1]!.startMs;
};

describe('a hesitation right before the next word', () => {
  it('belongs to the too long word before it', () => expect(placed(700)).toBe(225));
  it('was said there after a real pause', () => expect(placed(1900)).toBe(1900));
});
