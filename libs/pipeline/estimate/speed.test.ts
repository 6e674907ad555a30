import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstGuess } from './first-guess.js';
import { typicalSpeed } from './speed.js';

const hour = 3_600_000;
const runs = fc.array(
  fc.record({ audioMs: fc.integer({ min: 0, max: hour }), workMs: fc.integer({ min: 0, max: hour }) }),
);

describe('the typical speed', () => {
  it('is unknown without a past', () => {
    expect(typicalSpeed([])).toBeNull();
    expect(typicalSpeed([{ audioMs: 0, workMs: 100 }])).toBeNull();
  });

  it('is the speed of one of the runs', () => {
    fc.assert(
      fc.property(runs, (past) => {
        const speed = typicalSpeed(past);
        if (speed !== null) expect(past.some(({ audioMs, workMs }) => workMs / audioMs === speed)).toBe(true);
      }),
    );
  });

  it('is not moved by one run that hung, or by short ones that mostly started the engine', () => {
    const usual = [0.1, 0.11, 0.12].map((speed) => ({ audioMs: hour, workMs: hour * speed }));
    const hung = { audioMs: hour, workMs: 5 * hour };
    const short = Array.from({ length: 10 }, () => ({ audioMs: 4_000, workMs: 3_000 }));
    expect(typicalSpeed([...usual, hung, ...short])).toBeCloseTo(0.12);
  });
});

describe('the first guess', () => {
  it('is longer for larger models, and next to nothing for a transcript that is there', () => {
    const [tiny, base, turbo] = ['tiny', 'base', 'large-v3-turbo'].map((size) =>
      firstGuess('transcribe', `onnx whisper-${size}-onnx`),
    ) as [number, number, number];
    expect(tiny).toBeLessThan(base);
    expect(base).toBeLessThan(turbo);
    expect(firstGuess('transcribe', 'import')).toBeLessThan(tiny / 100);
  });
});
