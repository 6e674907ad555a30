import { describe, expect, it } from 'vitest';
import { numberReadings, numbersIn } from './numbers.js';

describe('numbersIn', () => {
  it.each([
    ['16,000 GPUs', ['16000']],
    ['sixteen thousand GPUs', ['16000']],
    ['16 thousand GPUs', ['16000']],
    ['fifteen point six trillion', ['15600000000000']],
    ['15.6 trillion', ['15600000000000']],
    ['4.5 percent', ['4.5']],
    ['one hundred and five', ['105']],
    ['two thousand and twenty four', ['2024']],
    ['twenty four', ['24']],
    ['four hundred and five billion', ['405000000000']],
    ['zero', ['0']],
    ['the point is made', []],
    ['no numbers here', []],
  ])('reads %s', (text, numbers) => expect([...numbersIn(text)]).toEqual(numbers));

  it('does not add up what is only counted', () => {
    expect([...numbersIn('two, three and four, 5 6 7')]).toEqual(['2', '3', '4', '5', '6', '7']);
  });
});

describe('numberReadings', () => {
  it('gives the parts of a number too', () => {
    expect([...numberReadings('sixteen thousand and 405 billion')].sort()).toEqual([
      '16',
      '16000',
      '405',
      '405000000000',
    ]);
  });
});
