import { describe, expect, it } from 'vitest';
import type { Cut, Edits, Transcript } from '#contracts';
import { spokenText } from './spoken-text.js';

const transcript = (texts: string[], more: Partial<Transcript> = {}): Transcript => ({
  language: 'en',
  engine: { name: 'test', model: 'test' },
  timing: 'measured',
  words: texts.map((text, i) => ({ text, startMs: i * 500, endMs: i * 500 + 400, confidence: 1 })),
  paragraphs: [0],
  speech: [],
  corrections: [],
  dropped: [],
  ...more,
});
const cut = (start: number, end: number, more: Partial<Cut> = {}): Edits => ({
  profile: 'standard',
  cuts: [
    {
      id: 'c1',
      startMs: 0,
      endMs: 1,
      kind: 'filler',
      sub: 'um',
      action: 'cut',
      state: 'auto',
      reason: '',
      confidence: 1,
      evidence: ['text'],
      decidedBy: 'machine',
      words: { start, end },
      ...more,
    },
  ],
});
const none: Edits = { profile: 'standard', cuts: [] };
const texts = (input: Transcript, edits: Edits) =>
  spokenText(input, edits).map((words) => words.map(({ text }) => text).join(' '));

describe('spokenText', () => {
  it('leaves cut words out and keeps the source times of the others', () => {
    const [paragraph] = spokenText(transcript(['So', 'um', 'yes.']), cut(1, 2));
    expect(paragraph!.map(({ text, index, startMs }) => [text, index, startMs])).toEqual([
      ['So', 0, 0],
      ['yes.', 2, 1000],
    ]);
  });

  it('lets a sentence whose first word went begin with a capital', () => {
    expect(texts(transcript(['It', 'ends.', 'Um,', 'we', 'begin.']), cut(2, 3))).toEqual([
      'It ends. We begin.',
    ]);
  });

  it.each([
    { state: 'rejected' },
    { state: 'proposed' },
    { action: 'flag' },
    { action: 'duck' },
  ] as Partial<Cut>[])('keeps words of a cut that takes no effect: %j', (more) =>
    expect(texts(transcript(['So', 'um', 'yes.']), cut(1, 2, more))).toEqual(['So um yes.']),
  );

  it('takes a paragraph mark only where a sentence ends or another speaker begins', () => {
    const captions = transcript(['development', 'treats.', 'Welcome', 'to', 'the', 'show.'], {
      paragraphs: [0, 1, 2, 4],
    });
    expect(texts(captions, none)).toEqual(['development treats.', 'Welcome to the show.']);
    captions.words.forEach((word, i) => {
      word.speaker = i < 4 ? 'A' : 'B';
    });
    expect(texts(captions, none)).toEqual(['development treats.', 'Welcome to', 'the show.']);
  });

  it('gives nothing for nothing', () => {
    expect(spokenText(transcript([]), none)).toEqual([]);
    expect(spokenText(transcript(['  ']), none)).toEqual([]);
    expect(spokenText(transcript(['um']), cut(0, 1))).toEqual([]);
  });
});
