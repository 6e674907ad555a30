import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinWords, splitSentences } from './sentences.js';
import type { SpokenWord } from './spoken-text.js';

const spoken = (text: string, pauses: Record<number, number> = {}): SpokenWord[] =>
  text.split(' ').map((word, index) => ({
    index,
    text: word,
    startMs: index * 400,
    endMs: index * 400 + 300,
    pauseBeforeMs: pauses[index] ?? 100,
  }));
const split = (text: string, language = 'en') =>
  splitSentences(spoken(text), language).map((words) => joinWords(words).text);

describe('splitSentences', () => {
  it('splits at the ends of sentences', () => {
    expect(split('It rained. Did it stop? Yes!')).toEqual(['It rained.', 'Did it stop?', 'Yes!']);
  });

  it('keeps abbreviations and version numbers whole', () => {
    expect(split('Dr. Smith met Mrs. Jones. They left.')).toEqual([
      'Dr. Smith met Mrs. Jones.',
      'They left.',
    ]);
    expect(split('We use Lama 3 .1. Last week we used 3.5. It was fine.')).toEqual([
      'We use Lama 3 .1.',
      'Last week we used 3.5.',
      'It was fine.',
    ]);
  });

  it('gives the same sentences however long the paragraph is', () => {
    const sentences = [
      'Dr. Smith met Mrs. Jones at the old mill.',
      'We use Lama 3 .1. with care.',
      'Did it stop?',
      'J. Smith came by train, and nobody knew why he had left so early.',
      'It rained!',
    ];
    const long = Array.from({ length: 2_000 }, (_, i) => sentences[i % sentences.length]!);
    expect(split(long.join(' '))).toEqual(long.flatMap((sentence) => split(sentence)));
  });

  it('knows an initial from the word I', () => {
    expect(split('J. Smith came. So did I. It rained.')).toEqual([
      'J. Smith came.',
      'So did I.',
      'It rained.',
    ]);
  });

  it('breaks a text without punctuation at its pauses', () => {
    const words = Array.from({ length: 100 }, (_, i) => `w${i}`).join(' ');
    const pieces = splitSentences(spoken(words, { 30: 900, 60: 1200 }), 'en');
    expect(pieces.map((piece) => piece[0]!.index)).toEqual(expect.arrayContaining([0, 60]));
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(60);
  });

  it('breaks a sentence of an hour', () => {
    const pieces = splitSentences(spoken(`${'and on it went '.repeat(2500)}end.`), 'en');
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(60);
    expect(pieces.flat()).toHaveLength(10_001);
  });

  it('reads scripts without blanks, from right to left, and mixed', () => {
    expect(split('今日は 雨です。 明日は 晴れ。', 'ja')).toEqual(['今日は雨です。', '明日は晴れ。']);
    expect(split('هل وصل القطار؟ نعم وصل.', 'ar')).toEqual(['هل وصل القطار؟', 'نعم وصل.']);
    expect(split('Das heißt 今日は and then. Ende.', 'de')).toHaveLength(2);
    expect(split('Known to nobody. Still split.', 'xx-invalid-language')).toHaveLength(2);
  });

  it('puts every word into exactly one sentence, in order, with ascending times', () => {
    const word = fc.oneof(
      fc.constantFrom('Dr.', '3', '.1.', 'so', 'end.', 'why?', '…', '"No."', '。', 'Lama', 'e.g.', '?!', '-'),
      fc.string({ minLength: 1, maxLength: 6 }).map((text) => text.replace(/\s/gu, 'x')),
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 150 }),
        fc.constantFrom('en', 'ja', 'auto'),
        (texts, language) => {
          const words = spoken(texts.map((text) => text || 'x').join(' '));
          const sentences = splitSentences(words, language);
          expect(sentences.flat()).toEqual(words);
          expect(sentences.every((sentence) => sentence.length > 0 && sentence.length <= 60)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});
