import { describe, expect, it } from 'vitest';
import type { Cut } from '#contracts';
import { spoken } from '../../test-transcript.js';
import { timelineFromCuts } from '../../timeline.js';
import { publishedTranscript } from './published-words.js';

/** One word every 500 ms, each 400 ms long. */
const transcript = (text: string, paragraphs = [0]) =>
  spoken(text, { wordMs: 400, everyMs: 500, paragraphs });

const cut = (start: number, end: number, change: Partial<Cut> = {}): Cut => ({
  id: `${start}-${end}`,
  startMs: start * 500,
  endMs: end * 500,
  kind: 'filler',
  sub: 'um',
  action: 'cut',
  state: 'auto',
  reason: '',
  confidence: 1,
  evidence: ['text'],
  decidedBy: 'machine',
  words: { start, end },
  ...change,
});

const published = (text: string, cuts: Cut[], paragraphs?: number[]) => {
  const source = transcript(text, paragraphs);
  const timeline = timelineFromCuts(cuts, source.words.length * 500);
  return publishedTranscript(source, { profile: 'standard', cuts }, (ms) => timeline.toPublished(ms));
};
const textOf = (text: string, cuts: Cut[]) =>
  published(text, cuts)
    .words.map(({ text }) => text)
    .join(' ');

describe('publishedTranscript', () => {
  it('leaves out what was cut, and moves what follows', () => {
    expect(published('Um, so we ran.', [cut(0, 1)]).words).toEqual([
      { text: 'So', startMs: 0, endMs: 400 },
      { text: 'we', startMs: 500, endMs: 900 },
      { text: 'ran.', startMs: 1000, endMs: 1400 },
    ]);
  });

  it('leaves out words that were muted, whose time stays', () => {
    expect(
      published('we um ran.', [cut(1, 2, { action: 'mute' })]).words.map(({ startMs }) => startMs),
    ).toEqual([0, 1000]);
  });

  it.each([
    ['was rejected', { state: 'rejected' }],
    ['waits for the host', { state: 'proposed' }],
    ['only marks', { action: 'flag' }],
    ['only makes quieter', { action: 'duck' }],
  ] as const)('keeps the words of a cut that %s', (_what, change) => {
    expect(textOf('we um ran.', [cut(1, 2, change)])).toBe('we um ran.');
  });

  it('leaves out a word whose sound a cut takes without naming it', () => {
    expect(textOf('we um ran.', [cut(1, 2, { words: undefined })])).toBe('we ran.');
  });

  it('begins a paragraph at the first word of it that stays, and drops one of which none stays', () => {
    const { paragraphs, words } = published('One. Um, two. Um. Three.', [cut(1, 2), cut(3, 4)], [0, 1, 3, 4]);
    expect(words.map(({ text }) => text)).toEqual(['One.', 'Two.', 'Three.']);
    expect(paragraphs).toEqual([0, 1, 2]);
  });

  it('keeps words in order where a cut clips the ends of its neighbours', () => {
    const { words } = published('we um ran', [cut(1, 2, { startMs: 300, endMs: 1100 })]);
    expect(words).toEqual([
      { text: 'we', startMs: 0, endMs: 300 },
      { text: 'ran', startMs: 300, endMs: 600 },
    ]);
  });
});
