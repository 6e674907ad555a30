import { expect, it } from 'vitest';
import { apart } from './apart.js';

const match = (startMs: number, score: number) => ({
  startMs,
  endMs: startMs + 800,
  score,
  templateId: 'ping',
});

it('takes the surest of what overlaps, and all that stands alone', () => {
  const matches = [match(500, 0.6), match(0, 0.9), match(1000, 0.5), match(5000, 0.4)];
  expect(apart(matches)).toEqual([match(0, 0.9), match(1000, 0.5), match(5000, 0.4)]);
});
