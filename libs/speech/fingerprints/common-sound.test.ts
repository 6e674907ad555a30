import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { decode } from '#media';
import { PrintIndex } from './common-sound.js';
import { PrintMaker, readPrints, silentPrint } from './print-maker.js';

const rate = 16_000;

/** One voice for a minute. */
let speech: Int16Array;
beforeAll(async () => {
  const pieces: Buffer[] = [];
  const path = join(packageRoot, 'samples', 'small-batch-audio.mp3');
  const options = { container: 'mp3', sampleRate: rate, channels: 1, format: 's16le' } as const;
  const { signal } = new AbortController();
  for await (const piece of decode(path, { ...options, durationMs: 62_000, signal })) pieces.push(piece);
  speech = new Int16Array(Uint8Array.from(Buffer.concat(pieces)).buffer);
});

const part = (fromSeconds: number, toSeconds: number) => speech.slice(fromSeconds * rate, toSeconds * rate);
const joined = (...parts: Int16Array[]) => Int16Array.from(parts.flatMap((samples) => [...samples]));
const quieter = (samples: Int16Array, gain: number) => samples.map((sample) => sample * gain);
const made = (seconds: number, sampleAt: (n: number) => number) =>
  Int16Array.from({ length: seconds * rate }, (_, n) => sampleAt(n));

function printsOf(samples: Int16Array, block = samples.length): Uint32Array {
  const maker = new PrintMaker();
  for (let at = 0; at < samples.length; at += block) maker.push(samples.subarray(at, at + block));
  return readPrints(maker.finish());
}
const common = (a: Int16Array, b: Int16Array) => new PrintIndex(printsOf(a)).commonWith(printsOf(b));

describe('PrintMaker', () => {
  it('does not care how the sound arrives', () => {
    expect(printsOf(part(0, 5), 997)).toEqual(printsOf(part(0, 5)));
  });

  it('gives the same prints at another level, but for rounding', () => {
    const [loud, soft] = [printsOf(part(5, 15)), printsOf(quieter(part(5, 15), 0.25))];
    const same = loud.filter((print, n) => print === soft[n]).length;
    expect(same / loud.length).toBeGreaterThan(0.8);
  });

  it('has no print for silence, and none for less than a window', () => {
    expect([...printsOf(new Int16Array(rate))].every((print) => print === silentPrint)).toBe(true);
    expect(printsOf(new Int16Array(100))).toHaveLength(0);
  });
});

describe('PrintIndex', () => {
  it('finds a passage at another place and level, with its edges', () => {
    const [found, ...more] = common(
      joined(part(0, 10), part(40, 50)),
      joined(part(20, 33), quieter(part(40, 50), 0.3), part(55, 60)),
    );
    expect(more.filter(({ startMs }) => Math.abs(startMs - found!.startMs) > 200)).toEqual([]);
    expect(Math.abs(found!.startMs - 10_000)).toBeLessThan(300);
    expect(Math.abs(found!.endMs - 20_000)).toBeLessThan(300);
    expect(Math.abs(found!.otherStartMs - 13_000)).toBeLessThan(300);
  });

  it('finds nothing in different words of one voice', () => {
    expect(common(part(0, 30), part(30, 61))).toEqual([]);
  });

  it('leaves out what is shorter than four seconds', () => {
    expect(common(joined(part(0, 10), part(40, 42)), joined(part(40, 42), part(20, 30)))).toEqual([]);
  });

  it('takes neither silence nor a hum nor noise for a passage', () => {
    let state = 1;
    const noise = () => {
      state = (state * 48_271) % 2_147_483_647;
      return (state / 2_147_483_647 - 0.5) * 2000;
    };
    expect(
      common(
        made(20, () => 0),
        made(20, () => 0),
      ),
    ).toEqual([]);
    expect(common(made(20, noise), made(20, noise))).toEqual([]);
    const hum = (n: number) => 3000 * Math.sin((2 * Math.PI * 440 * n) / rate);
    expect(
      common(
        made(20, (n) => hum(n) + noise()),
        made(20, (n) => hum(n) + noise()),
      ),
    ).toEqual([]);
  });

  it('takes hours of one held tone in its stride', () => {
    const prints = new Uint32Array(300_000).map((_, n) => 1 + (n % 9000));
    expect(Array.isArray(new PrintIndex(prints).commonWith(prints))).toBe(true);
  });

  it('finds nothing where there is nothing', () => {
    expect(new PrintIndex(new Uint32Array(0)).commonWith(new Uint32Array(0))).toEqual([]);
  });
});
