import { expect, it } from 'vitest';
import type { Word } from '#contracts';
import { startAtVowels } from './hesitation-starts.js';

const sampleRate = 16_000;

/** A vowel: harmonics of 120 Hz, strongest near 600 Hz. */
const vowel = (n: number) =>
  Array.from({ length: 20 }, (_, k) => k + 1).reduce(
    (sum, k) => sum + Math.sin((2 * Math.PI * 120 * k * n) / sampleRate) / (1 + ((120 * k - 600) / 200) ** 2),
    0,
  ) * 0.1;

/** An s: what changes from sample to sample. */
const hiss = (n: number) => 0.05 * (Math.sin(n * n * 12.9898) % 1) * (n % 2 ? 1 : -1);

/** An s until `vowelMs`, then a vowel. */
const sound = (vowelMs: number) =>
  Float32Array.from({ length: 0.8 * sampleRate }, (_, n) =>
    n < (vowelMs / 1000) * sampleRate ? hiss(n) : vowel(n),
  );

const words: Word[] = [
  { text: 'talks', startMs: 0, endMs: 300, confidence: 1 },
  { text: 'um', startMs: 300, endMs: 600, confidence: 1, kind: 'filler' },
];

it('gives the s before a hesitation to the word before', () => {
  const [talks, um] = startAtVowels(words, sound(360));
  expect(um!.startMs).toBeGreaterThan(340);
  expect(um!.startMs).toBeLessThan(390);
  expect(talks!.endMs).toBe(um!.startMs);
});

it('takes back what the word before has of its vowel', () => {
  const [talks, um] = startAtVowels(words, sound(220));
  expect(um!.startMs).toBeGreaterThan(200);
  expect(um!.startMs).toBeLessThan(250);
  expect(talks!.endMs).toBe(um!.startMs);
});

it('leaves other words, and hesitations after a pause', () => {
  const spoken = words.map(({ kind, ...word }) => word);
  expect(startAtVowels(spoken, sound(360))).toEqual(spoken);
  const apart = [{ ...words[0]!, endMs: 100 }, words[1]!];
  expect(startAtVowels(apart, sound(360))).toEqual(apart);
});

it('leaves a hesitation that is too short to tell', () => {
  const short = [words[0]!, { ...words[1]!, endMs: 340 }];
  expect(startAtVowels(short, sound(360))).toEqual(short);
});
