import { describe, expect, it } from 'vitest';
import { fitLogistic } from './logistic.js';

describe('fitLogistic', () => {
  it('learns which feature tells, and how often the target comes', () => {
    const examples = Array.from({ length: 400 }, (_, i) => ({
      features: [i % 2, (i >> 1) % 2],
      target: i % 2 === 1 ? 0.8 : 0.1,
      offset: 0,
    }));
    const { weights, bias } = fitLogistic(examples, 1e-3);
    const p = (x: number) => 1 / (1 + Math.exp(-(bias + weights[0]! * x)));
    expect(p(1)).toBeCloseTo(0.8, 2);
    expect(p(0)).toBeCloseTo(0.1, 2);
    expect(weights[1]).toBeCloseTo(0, 3);
  });
});
