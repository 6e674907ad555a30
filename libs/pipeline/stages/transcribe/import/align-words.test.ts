import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Word } from '#contracts';
import { alignWords } from './align-words.js';

const words = (text: string, startMs = 0): Word[] =>
  text.split(' ').map((word, i) => ({
    text: word,
    startMs: startMs + i * 400,
    endMs: startMs + i * 400 + 300,
    confidence: 1,
  }));
const starts = (placed: Word[] | null) => placed?.map(({ startMs }) => startMs);

it('takes the times of what was heard, and keeps the given words', () => {
  const given = words('Hello, and welcome to Small Batch Audio.', 90_000);
  const placed = alignWords(given, words('hello and welcome to small badge audio', 500), 10_000);
  expect(placed?.map(({ text }) => text)).toEqual(given.map(({ text }) => text));
  expect(starts(placed)).toEqual([500, 900, 1300, 1700, 2100, 2500, 2900]);
});

it('gives words that were not heard the time between', () => {
  const placed = alignWords(words('so we then begin now'), words('so we begin now', 1000), 10_000);
  expect(starts(placed)).toEqual([1000, 1400, 1700, 1800, 2200]);
});

it('does not place a transcript of something else', () => {
  expect(alignWords(words('an entirely different text'), words('so we begin now'), 10_000)).toBeNull();
});

it('gives words in order inside the recording, whatever was heard', () => {
  const text = fc.array(fc.constantFrom('a', 'night', 'train', 'goes', 'to', 'rome'), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(text, text, (given, heard) => {
      let latestMs = 0;
      for (const { startMs, endMs } of alignWords(words(given.join(' ')), words(heard.join(' ')), 16_000) ??
        []) {
        expect(startMs).toBeGreaterThanOrEqual(latestMs);
        expect(endMs).toBeGreaterThanOrEqual(startMs);
        latestMs = endMs;
      }
      expect(latestMs).toBeLessThanOrEqual(16_000);
    }),
  );
});

it('finds its way through an hour of talk with words wrong, missing and added', () => {
  const { words: said } = JSON.parse(
    readFileSync(new URL('../../../../../samples/small-batch-audio.truth.json', import.meta.url), 'utf8'),
  ) as { words: { text: string }[] };
  const hour = Array.from({ length: 50 }, (_, i) => said.map(({ text }) => `${text}${i}`)).flat();
  const truth = words(hour.join(' '));
  const heard = truth
    .filter((_, i) => i % 17 !== 0)
    .map((word, i) => (i % 13 ? word : { ...word, text: 'xx' }));
  const placed = alignWords(words(hour.join(' '), 999), heard, hour.length * 400) ?? [];
  const right = placed.filter(({ startMs }, i) => Math.abs(startMs - truth[i]!.startMs) <= 400);
  expect(right.length / truth.length).toBeGreaterThan(0.99);
});
