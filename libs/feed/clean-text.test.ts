import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipBytes, clipChars, oneLine, xmlText } from './clean-text.js';

describe('xmlText', () => {
  it('takes out what XML forbids and keeps all else', () => {
    expect(xmlText(' a\u0000b\u0007\u001b\uFFFE\uD800c\r\nd\te 👩‍🍳 ')).toBe('abc\nd\te 👩‍🍳');
  });
});

describe('oneLine', () => {
  it('makes every run of white space one space', () => {
    expect(oneLine('  a\n\n b\tc\u00a0d ')).toBe('a b c d');
  });
});

describe('clipping', () => {
  it('cuts at a word', () => {
    expect(clipChars('one two three four', 12)).toBe('one two…');
    expect(clipChars('one two', 12)).toBe('one two');
  });

  it('cuts inside a word that is too long by itself, never inside a character', () => {
    expect(clipChars('a'.repeat(20), 10)).toBe(`${'a'.repeat(9)}…`);
    expect(clipBytes('👩'.repeat(20), 12)).toBe('👩👩…');
  });

  it('holds its bound for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.integer({ min: 4, max: 50 }),
        (text, max) => {
          expect(clipChars(text, max).length).toBeLessThanOrEqual(max);
          expect(Buffer.byteLength(clipBytes(text, max))).toBeLessThanOrEqual(max);
        },
      ),
    );
  });
});
