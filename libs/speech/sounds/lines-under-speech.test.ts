import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { decode } from '#media';
import { linesUnderSpeech } from './lines-under-speech.js';

const rate = 16_000;
const folder = mkdtempSync(join(tmpdir(), 'lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The bundled episode: one voice, and a place where it speaks over nothing. */
let speech: Float32Array;
interface Truth {
  words: { start: number; end: number }[];
}
const { words } = JSON.parse(
  readFileSync(join(packageRoot, 'samples', 'small-batch-audio.truth.json'), 'utf8'),
) as Truth;
const at = words[20]!.start;

beforeAll(async () => {
  const pieces: Buffer[] = [];
  const options = { container: 'mp3', sampleRate: rate, channels: 1, format: 's16le' } as const;
  const path = join(packageRoot, 'samples', 'small-batch-audio.mp3');
  const { signal } = new AbortController();
  for await (const piece of decode(path, { ...options, durationMs: 62_000, signal })) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  speech = Float32Array.from({ length: bytes.length / 2 }, (_, n) => bytes.readInt16LE(2 * n) / 32_768);
});

/** The lines found over the word, with a sound added that begins there. */
function linesWith(added: (t: number) => number, from = at) {
  const path = join(folder, `${Math.random()}.pcm`);
  const mixed = speech.map((value, n) => {
    const t = n / rate - from;
    return t < 0 ? value : value + added(t);
  });
  const samples = Int16Array.from(mixed, (value) => Math.max(-1, Math.min(1, value)) * 32_767);
  writeFileSync(path, Buffer.from(samples.buffer));
  return linesUnderSpeech(path, { startMs: at * 1000, endMs: at * 1000 + 600 });
}
const struck =
  (...hz: number[]) =>
  (t: number) =>
    t > 0.8
      ? 0
      : 0.08 * Math.exp(-4 * t) * hz.reduce((sum, line) => sum + Math.sin(2 * Math.PI * line * t), 0);

describe('linesUnderSpeech', () => {
  it('finds the lines of a chime under words, to a few hertz, and how long they ring', async () => {
    const { hz, startMs, endMs } = await linesWith(struck(1245, 1865, 2490));
    for (const line of [1245, 1865, 2490])
      expect(Math.min(...hz.map((found) => Math.abs(found - line)))).toBeLessThan(8);
    expect(hz.length).toBeLessThanOrEqual(5);
    expect(startMs).toBeLessThanOrEqual(at * 1000);
    expect(endMs).toBeGreaterThanOrEqual(at * 1000 + 600);
  });

  it('takes next to nothing of a voice for lines', async () => {
    expect((await linesWith(() => 0)).hz.length).toBeLessThanOrEqual(2);
  });

  it('leaves a line to the room that sounds all the while', async () => {
    const { hz } = await linesWith((t) => 0.05 * Math.sin(2 * Math.PI * 1245 * t), 0);
    expect(hz.every((found) => Math.abs(found - 1245) > 8)).toBe(true);
  });
});
