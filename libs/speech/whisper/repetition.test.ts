import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loopedTail } from './repetition.js';

it('finds a phrase said three times in a row, and counts all but the first', () => {
  const phrase = [1, 2, 3, 4, 5];
  expect(loopedTail([9, ...phrase, ...phrase, ...phrase])).toBe(10);
});

it('lets people say "no, no, no"', () => {
  expect(loopedTail([7, 8, 7, 8, 7, 8])).toBe(0);
});

it('finds any phrase of up to twenty tokens that loops long enough', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(9), { minLength: 4, maxLength: 20 }),
      fc.array(fc.nat(9)),
      (phrase, before) => {
        expect(loopedTail([...before, ...phrase, ...phrase, ...phrase])).toBeGreaterThan(0);
      },
    ),
  );
});

it('leaves text alone in which no token comes twice', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), (tokens) => {
      expect(loopedTail(tokens)).toBe(0);
    }),
  );
});
