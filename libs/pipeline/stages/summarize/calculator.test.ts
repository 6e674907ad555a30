import { describe, expect, it } from 'vitest';
import { calculate } from './calculator.js';

describe('calculate', () => {
  it.each([
    ['16,000 / 8', 2000],
    ['(1 + 2)^3', 27],
    ['42*44', 1848],
  ])('%s', (expression, value) => expect(calculate(expression)).toBe(value));

  it.each([
    '1/0',
    '2^2^2^2^2^2',
    'a=1',
    '__proto__',
    'constructor',
    '[1,2]',
    'random()',
    'f(x)=x',
    '1<2',
    '',
    '1+'.repeat(80),
  ])('refuses %s', (expression) =>
    expect(() => calculate(expression)).toThrow(expect.objectContaining({ failureClass: 'input' })),
  );
});
