import { expect, it } from 'vitest';
import { solveKernelMachine } from './kernel-machine.js';

it('learns what no straight line parts', () => {
  const points = [
    [0, 0],
    [1, 1],
    [0, 1],
    [1, 0],
  ] as const;
  const targets = [1, 1, -1, -1];
  const kernel = (a: readonly number[], b: readonly number[]) =>
    Math.exp(-2 * a.reduce((sum, value, n) => sum + (value - b[n]!) ** 2, 0));
  const rows = points.map((a, i) => Float64Array.from(points.slice(0, i + 1), (b) => kernel(a, b)));
  const { weights, bias } = solveKernelMachine(rows, targets, 0.01);
  const judge = (point: readonly number[]) =>
    points.reduce((sum, known, n) => sum + weights[n]! * kernel(point, known), bias);
  points.forEach((point, n) => {
    expect(judge(point)).toBeCloseTo(targets[n]!, 1);
  });
  expect(judge([0.1, 0.1])).toBeGreaterThan(0);
  expect(judge([0.9, 0.1])).toBeLessThan(0);
});
