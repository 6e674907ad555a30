import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, meanVector, packVector, unpackVector } from './vectors.js';

const unit = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 384, maxLength: 384 })
  .filter((values) => values.some((value) => Math.abs(value) > 0.1))
  .map((values) => meanVector([Float32Array.from(values)]));

describe('vectors', () => {
  it('keep their direction when they are stored in 8 bits', () => {
    fc.assert(
      fc.property(unit, (vector) => dot(vector, unpackVector(packVector(vector))) > 0.99),
      { numRuns: 30 },
    );
  });

  it('of a mean are normalised and weighted', () => {
    const mean = meanVector([Float32Array.of(1, 0), Float32Array.of(0, 1)], [3, 4]);
    expect([...mean].map((value) => Math.round(value * 10) / 10)).toEqual([0.6, 0.8]);
  });
});
