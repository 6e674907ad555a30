import { describe, expect, it } from 'vitest';
import type { Notes, Sentence } from '#contracts';
import { someAttacks } from './attacks.js';
import { verify } from './groundedness.js';
import { progressOf } from './progress.js';
import { boundaryF1, pk } from './score-chapters.js';
import { talks } from './talk.js';
import type { Written } from './write-episode.js';

describe('scores of chapters', () => {
  it('are full for the truth and lower for anything else', () => {
    expect(boundaryF1([60_000, 120_000], [70_000, 121_000])).toBe(1);
    expect(boundaryF1([60_000], [70_000, 121_000])).toBeCloseTo(2 / 3);
    expect(boundaryF1([60_000, 61_000], [60_000])).toBeCloseTo(2 / 3);
    const starts = Array.from({ length: 40 }, (_, i) => i * 5_000);
    expect(pk(starts, [100_000], [100_000])).toBe(0);
    expect(pk(starts, [], [100_000])).toBeGreaterThan(0.2);
  });
});

describe('talks', () => {
  it('say where each subject begins, at the start of its first sentence', () => {
    for (const { subjects, boundariesMs, transcript } of talks) {
      const words = transcript.words.map(({ text }) => text).join(' ');
      expect(boundariesMs).toHaveLength(subjects.length - 1);
      for (const [i, at] of boundariesMs.entries()) {
        const first = transcript.words.findIndex(({ startMs }) => startMs === at);
        const said = transcript.words.slice(first, first + 4).map(({ text }) => text);
        expect(subjects[i + 1]!.sentences[0]).toContain(said.join(' '));
      }
      for (const { question, sentences } of subjects) {
        expect(words).toContain(sentences.at(-1));
        expect(sentences.join(' ')).toContain(question.answer);
      }
    }
  });
});

describe('verify', () => {
  const said = ['The tower has 162 steps.', 'Margaret lived in it.'];
  const sentences = said.map((text, i) => ({
    text,
    startMs: i * 5_000,
    endMs: i * 5_000 + 4_000,
  })) as Sentence[];
  const written = (notes: Partial<Notes>) =>
    ({
      tokens: { sentences },
      chapters: { chapters: [] },
      notes: {
        ...{ oneSentence: '', summaryShort: '', summaryLong: '', keyPoints: [], quotes: [], soundbites: [] },
        ...{ questions: [], socialPosts: [], steps: [], ...notes },
      },
    }) as unknown as Written;

  it.each([
    ['a number', { summaryLong: 'The tower has 163 steps.' }],
    ['a name', { summaryLong: 'The keeper was Ferdinand.' }],
    ['a quote', { quotes: [{ text: 'It was tall.', startMs: 0, endMs: 1 }] }],
    ['a quote’s time', { quotes: [{ text: said[1]!, startMs: 0, endMs: 1 }] }],
    ['a time', { keyPoints: [{ text: 'Late', startMs: 60_000, endMs: 61_000 }] }],
  ])('finds %s that does not hold', (_, notes) => expect(verify(written(notes)).wrong).toHaveLength(1));

  it('finds nothing wrong with what was said', () => {
    const notes = {
      summaryLong: 'Margaret climbed 162 steps.',
      quotes: [{ text: said[1]!, startMs: 5_000, endMs: 9_000 }],
    };
    expect(verify(written(notes))).toEqual({ verified: 2, wrong: [] });
  });
});

describe('progress', () => {
  it('says what is done and how long the rest takes, each kind at its own pace', async () => {
    const lines: string[] = [];
    let clock = 0;
    const print = (line: string) => lines.push(line);
    const { step } = progressOf({ episode: 3, question: 2 }, print, () => clock);
    const take = (kind: string, seconds: number) =>
      step(kind, kind, async () => {
        clock += seconds * 1000;
      });
    await take('episode', 100);
    await take('question', 1);
    await take('episode', 200);
    expect(lines.map((line) => line.replace(/^.*s, /u, ''))).toEqual([
      'about 7 min left',
      'about 4 min left',
      'about 3 min left',
    ]);
    expect(lines[1]).toMatch(/2 of 5 {2}question: 1\.0 s/u);
  });
});

describe('attacks to try', () => {
  it('are of as many kinds as possible when they are few', () => {
    const few = someAttacks(8);
    expect(new Set(few.map(({ kind }) => kind)).size).toBe(8);
    expect(someAttacks(Infinity).length).toBeGreaterThanOrEqual(60);
  });
});
