import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CutView, TranscriptView } from '#contracts';
import { paragraphParts, wordAt } from './segments.js';

const transcriptOf = (text: string, paragraphs = [0]): TranscriptView => ({
  time: 'source',
  language: 'en',
  engine: { name: 'onnx', model: 'whisper-base' },
  timing: 'measured',
  words: text.split(' ').map((word, i) => ({
    text: word,
    startMs: i * 500,
    endMs: i * 500 + 400,
    confidence: 1,
    speaker: 'Ada',
  })),
  paragraphs,
  corrections: [],
});

const cutOf = (startMs: number, words?: { start: number; end: number }): CutView => ({
  id: `cut-${startMs}`,
  startMs,
  endMs: startMs + 400,
  kind: words ? 'filler' : 'notification',
  sub: words ? 'um' : 'chime',
  action: 'cut',
  state: 'auto',
  reason: 'A hesitation',
  confidence: 0.9,
  evidence: ['sound'],
  decidedBy: 'machine',
  text: 'um',
  before: '',
  after: '',
  ...(words ? { words } : {}),
});

const shape = (transcript: TranscriptView, cuts: CutView[]) =>
  paragraphParts(transcript, cuts).map(({ segments }) =>
    segments.map(({ start, end, cut }) => {
      const text = transcript.words.slice(start, end).map((word) => word.text);
      return cut ? `[${text.join(' ') || cut.sub}]` : text.join(' ');
    }),
  );

describe('a transcript with cuts', () => {
  it('shows cut words in their place', () => {
    const transcript = transcriptOf('Hello um today we begin');
    expect(shape(transcript, [cutOf(500, { start: 1, end: 2 })])).toEqual([
      ['Hello', '[um]', 'today we begin'],
    ]);
  });

  it('shows a cut sound between the words around it', () => {
    const transcript = transcriptOf('one two three');
    expect(shape(transcript, [cutOf(950)])).toEqual([['one two', '[chime]', 'three']]);
    expect(shape(transcript, [cutOf(9000)])).toEqual([['one two three', '[chime]']]);
  });

  it('splits a cut that runs over a paragraph’s end', () => {
    const transcript = transcriptOf('a b c d', [0, 2]);
    expect(shape(transcript, [cutOf(500, { start: 1, end: 3 })])).toEqual([
      ['a', '[b]'],
      ['[c]', 'd'],
    ]);
  });

  it('shows every word exactly once, in order, whatever is cut', () => {
    const range = fc.tuple(fc.nat(29), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(fc.array(range), fc.uniqueArray(fc.integer({ min: 1, max: 29 })), (ranges, breaks) => {
        const transcript = transcriptOf('w '.repeat(29).concat('w'), [
          0,
          ...breaks.toSorted((a, b) => a - b),
        ]);
        const cuts = ranges.map(([start, n]) => cutOf(start * 500, { start, end: Math.min(30, start + n) }));
        const shown = paragraphParts(transcript, cuts).flatMap(({ segments }) =>
          segments.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
        );
        expect(shown).toEqual(transcript.words.map((_, i) => i));
      }),
    );
  });
});

describe('the word at a moment', () => {
  const { words } = transcriptOf('one two three');
  it('is the one being said, or the last one said', () => {
    expect([-1, 0, 450, 500, 9999].map((ms) => wordAt(words, ms))).toEqual([-1, 0, 0, 1, 2]);
  });
});
