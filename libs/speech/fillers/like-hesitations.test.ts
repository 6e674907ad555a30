import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Word } from '#contracts';
import { likenToHesitations } from './like-hesitations.js';

const rate = 16_000;
const pitchHz = 120;

/** A held vowel: a voice's partials, loudest about two formants, swelling and fading over 30 ms. */
const vowel = (formantsHz: readonly number[], seconds: number): number[] =>
  Array.from({ length: Math.round(seconds * rate) }, (_, n) => {
    const fade = Math.min(1, n / 480, (seconds * rate - n) / 480);
    let sum = 0;
    for (let hz = pitchHz; hz < 4000; hz += pitchHz) {
      const loudness = Math.max(...formantsHz.map((formant) => Math.exp(-(((hz - formant) / 250) ** 2))));
      sum += (0.01 + loudness) * Math.sin((2 * Math.PI * hz * n) / rate);
    }
    return (fade * sum) / 12;
  });
const silence = (seconds: number): number[] => new Array<number>(Math.round(seconds * rate)).fill(0);

const uh = [600, 1200];
const ee = [300, 2300];
/** At 0.2, 0.7, 1.2, 1.7 and 2.2 s, each a fifth of a second long. */
const spoken = [uh, uh, ee, uh, ee].flatMap((formants) => [
  ...silence(0.2),
  ...vowel(formants, 0.2),
  ...silence(0.1),
]);

const said = (texts: string[]): Word[] =>
  texts.map((text, n) => ({
    text,
    startMs: 200 + n * 500,
    endMs: 400 + n * 500,
    confidence: 0.6,
    ...(text.startsWith('u')
      ? { kind: 'filler' as const, fillerProbability: 0.9 }
      : { fillerProbability: 0.001 }),
  }));

describe('words compared with the hesitations that were written down', () => {
  let folder: string;
  let pcmPath: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'showrunner-test-'));
    pcmPath = join(folder, 'spoken.pcm');
    await writeFile(
      pcmPath,
      Int16Array.from(spoken, (value, n) => Math.round(value * 20_000 + ((n * 7919) % 101) - 50)),
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const likeness = async (words: Word[], language = 'en') =>
    (await likenToHesitations(words, pcmPath, language, new AbortController().signal)).map(
      (word) => word.hesitationLikeness ?? 0,
    );

  it('are alike where the same sound was written as another word, and not where it is another sound', async () => {
    const [first, second, see, the, key] = await likeness(said(['uh,', 'uh,', 'see', 'the', 'key']));
    expect(the).toBeGreaterThan(0.9);
    expect([first, second, see, key]).toEqual([0, 0, 0, 0]);
  });

  it('are like nothing where no hesitation was written, or in a language without a list of them', async () => {
    expect(await likeness(said(['the', 'a', 'see', 'the', 'key']))).toEqual([0, 0, 0, 0, 0]);
    expect(await likeness(said(['uh,', 'uh,', 'see', 'the', 'key']), 'xx')).toEqual([0, 0, 0, 0, 0]);
  });

  it('are left out where they are too long to be one, or said surely and run on into the next', async () => {
    const long = said(['uh,', 'uh,', 'see', 'another', 'key']);
    expect(await likeness(long)).toEqual([0, 0, 0, 0, 0]);
    const sure = said(['uh,', 'uh,', 'see', 'the', 'key']);
    sure[3] = { ...sure[3]!, confidence: 0.99, fillerProbability: 0 };
    sure[4] = { ...sure[4]!, startMs: 1910 };
    expect((await likeness(sure))[3]).toBe(0);
  });
});
