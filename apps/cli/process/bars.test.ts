import { describe, expect, it } from 'vitest';
import type { StageProgress } from '#pipeline';
import { stageWords } from './bars.js';

const run = (given: Partial<StageProgress>): StageProgress => ({
  ...{ stage: 'transcribe', state: 'running', progress: 0.5, phase: 'listening to the words' },
  ...{ expectedMs: null, etaMs: null, engine: null, failureClass: null, failure: null, remedy: null },
  ...given,
});

describe('the words beside a bar', () => {
  it.each([
    ['listening to the words', run({})],
    ['listening to the words, 3 min left', run({ etaMs: 130_000 })],
    ['listening to the words, a few seconds left', run({ etaMs: 0 })],
    ['waiting, takes 40 s', run({ state: 'waiting', expectedMs: 37_000 })],
    ['waiting', run({ state: 'waiting' })],
    ['done', run({ state: 'done', expectedMs: 37_000 })],
  ])('are "%s"', (words, stage) => {
    expect(stageWords(stage)).toBe(words);
  });
});
