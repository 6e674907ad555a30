import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure, transcriptArtifact } from '#contracts';
import { importTranscript } from './import-transcript.js';

const read = (text: string, durationMs: number | null = null) =>
  importTranscript(Buffer.from(text), { filename: 'given.txt', language: 'auto', durationMs });
const said = (text: string) => read(text).words.map((word) => word.text);

describe('a transcript page', () => {
  const page = `The Title of the Episode

Download MP3

Ada Lovelace (00:01.500)
Hello and welcome.

We begin.
Charles (00:11.500)

Ada Lovelace (01:00:00.000)
Goodbye.

Creators and Guests
Ada Lovelace`;

  it('keeps paragraphs, speakers and times, and leaves out what stands around them', () => {
    const { words, paragraphs, timing } = read(page);
    expect(words.map((word) => word.text).join(' ')).toBe('Hello and welcome. We begin. Goodbye.');
    expect(paragraphs).toEqual([0, 3, 5]);
    expect(words.at(-1)).toMatchObject({ startMs: 3_600_000, speaker: 'Ada Lovelace' });
    expect(timing).toBe('interpolated');
  });

  it('spreads words between known times by their length', () => {
    const { words } = read('Ann (00:00.000)\na bcdefgh\n\nBob (00:10.000)\nend');
    expect(words.map((word) => word.startMs)).toEqual([0, 2000, 10_000]);
  });
});

describe('captions', () => {
  it('reads SRT and joins cues into sentences', () => {
    const srt =
      '1\r\n00:00:01,000 --> 00:00:02,000\r\nWe <i>bake</i>\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nbread.\r\n';
    const { words, paragraphs } = read(srt);
    expect(words.map((word) => [word.text, word.startMs, word.endMs])).toEqual([
      ['We', 1000, 1375],
      ['bake', 1375, 2000],
      ['bread.', 2000, 3000],
    ]);
    expect(paragraphs).toEqual([0]);
  });

  it('takes the speakers of WebVTT voices, two in one cue as well', () => {
    const vtt =
      'WEBVTT\n\nNOTE made by hand\n\n00:01.000 --> 00:03.000\n<v Ann>Tea &amp; cake?</v>\n<v.loud Bob>Yes!\n';
    const { words } = read(vtt);
    expect(words.map(({ text, speaker }) => `${speaker}: ${text}`)).toEqual([
      'Ann: Tea',
      'Ann: &',
      'Ann: cake?',
      'Bob: Yes!',
    ]);
  });
});

describe('JSON', () => {
  it('reads Podcasting 2.0', () => {
    const p20 = {
      version: '1.0.0',
      segments: [{ speaker: 'Ann', startTime: 0.5, endTime: 1.5, body: 'Hi' }],
    };
    expect(read(JSON.stringify(p20)).words).toEqual([
      { text: 'Hi', startMs: 500, endMs: 1500, confidence: 1, speaker: 'Ann' },
    ]);
  });

  it('keeps the word times of WhisperX, and puts words without one between their neighbours', () => {
    const words = [
      { word: 'In', start: 1, end: 1.2, score: 0.9 },
      { word: '1984' },
      { word: 'we', start: 2, end: 2.5 },
    ];
    const { words: read1, timing } = read(
      JSON.stringify({ language: 'en', segments: [{ start: 1, end: 3, text: 'In 1984 we', words }] }),
    );
    expect(timing).toBe('measured');
    expect(read1.map(({ text, startMs, endMs }) => [text, startMs, endMs])).toEqual([
      ['In', 1000, 1200],
      ['1984', 1200, 2000],
      ['we', 2000, 2500],
    ]);
  });

  it('reads what Showrunner itself exports', () => {
    const words = [{ text: 'Hello', start: 0, end: 0.5, confidence: 0.8, speaker: 'Ann' }];
    expect(read(JSON.stringify({ language: 'de', engine: {}, words }))).toMatchObject({
      language: 'de',
      words: [{ text: 'Hello', endMs: 500, confidence: 0.8, speaker: 'Ann' }],
    });
  });
});

describe('what is no transcript', () => {
  it.each([
    ['nothing', ''],
    ['prose', 'Once upon a time'],
    ['broken JSON', '{"segments": ['],
    ['other JSON', '{"a": 1}'],
    ['NUL bytes', 'Ann (00:01.000)\nHi\0'],
    ['a page without words', 'Ann (00:01.000)\n'],
    ['times that run backwards', 'Ann (00:09.000)\nHi\n\nBob (00:01.000)\nHo'],
  ])('%s is the fault of the input, and said so', (_, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ failureClass: 'input' }));
  });

  it('never throws anything but a Failure', () => {
    const pieces = fc.constantFrom(
      'Ann (00:01.2)\n',
      '-->',
      '00:01.000 --> 00:02.000\n',
      '{',
      '"words":[',
      '\n\n',
      'WEBVTT',
      '<v',
      '1e999',
      'text ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
        try {
          const transcript = read(parts.join(''), 5000);
          expect(transcriptArtifact.safeParse(transcript).success).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
    );
  });
});

it('gives words in order, not overlapping, inside the recording, whatever the captions', () => {
  const cue = fc.record({
    from: fc.nat(20_000),
    long: fc.nat(8000),
    text: fc.constantFrom('a', 'two words', 'more than two words.'),
  });
  fc.assert(
    fc.property(fc.array(cue, { minLength: 1 }), (cues) => {
      const ordered = [...cues].sort((a, b) => a.from - b.from);
      const segments = ordered.map(({ from, long, text }) => ({
        start: from / 1000,
        end: (from + long) / 1000,
        text,
      }));
      const { words, paragraphs } = read(JSON.stringify({ segments }), 15_000);
      let endMs = 0;
      for (const word of words) {
        expect(word.startMs).toBeGreaterThanOrEqual(endMs);
        expect(word.endMs).toBeGreaterThanOrEqual(word.startMs);
        endMs = word.endMs;
      }
      expect(endMs).toBeLessThanOrEqual(15_000);
      expect(paragraphs[0]).toBe(0);
    }),
  );
});

const seed = '../shared/data/venturestep-llama3/page.txt';
describe.runIf(existsSync(seed))('a real page of 78 minutes', () => {
  it('loses no word, and has every speaker line as a time', () => {
    const text = readFileSync(seed, 'utf8');
    const { words, paragraphs } = read(text);
    expect(said(text).slice(0, 4).join(' ')).toBe('Welcome to VentureStep podcast,');
    expect(words.at(-1)?.text).toBe('Bye.');
    expect(words.find((word) => word.startMs === 3_628_750)).toBeDefined();
    expect(paragraphs).toHaveLength(219);
  });
});
