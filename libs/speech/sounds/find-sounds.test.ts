import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import type { Sounds } from '#contracts';
import { decode } from '#media';
import { detectSounds } from './detect-sounds.js';

const rate = 16_000;
const folder = mkdtempSync(join(tmpdir(), 'sounds-'));
afterAll(() => rmSync(folder, { recursive: true }));

const never = new AbortController().signal;
const silence = (seconds: number) => new Float32Array(seconds * rate);

/** A struck sound: lines that start at once and fade. */
function chime(lines: number[], seconds: number, level = 0.3): Float32Array {
  return Float32Array.from({ length: seconds * rate }, (_, n) => {
    const t = n / rate;
    const sum = lines.reduce((total, hz) => total + Math.sin(2 * Math.PI * hz * t), 0);
    return (level / lines.length) * sum * Math.exp((-4 * t) / seconds) * Math.min(1, t / 0.004);
  });
}

/** The same numbers each time, -1 to 1. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  };
}

/** Keys struck at uneven times, two clicks each: short noise, louder than the room and voiceless. */
function typing(seconds: number): Float32Array {
  const random = noise(7);
  const out = silence(seconds);
  const click = (at: number, level: number) => {
    for (let n = 0; n < 0.02 * rate && at + n < out.length; n++)
      out[at + n] = out[at + n]! + level * random() * Math.exp(-n / (0.004 * rate));
  };
  for (let at = 0.1; at < seconds; at += 0.15 + 0.05 * random() + (random() > 0.7 ? 0.5 : 0)) {
    click(Math.round(at * rate), 0.4);
    click(Math.round((at + 0.08) * rate), 0.15);
  }
  return out;
}

/** Voiced puffs, five a second, whose pitch and strength fall, through one vowel. */
function laugh(): Float32Array {
  const random = noise(11);
  const puff = 0.11 * rate;
  const puffs = Array.from({ length: 6 }, (_, n) => ({
    atSeconds: 0.2 * n,
    samples: Float32Array.from({ length: puff }, (_, k) => {
      const hz = 290 * 0.96 ** n * (1 + 0.08 * Math.sin((Math.PI * k) / puff));
      const vowel = Array.from({ length: 12 }, (_, h) => {
        const line = (h + 1) * hz;
        return Math.exp(-Math.abs(line - 850) / 600) * Math.sin((2 * Math.PI * line * k) / rate);
      }).reduce((sum, value) => sum + value, 0);
      return 0.08 * 0.9 ** n * Math.sin((Math.PI * k) / puff) * (vowel + 0.3 * random());
    }),
  }));
  return mixed(silence(1.3), puffs);
}

const joined = (pieces: Float32Array[]) => Float32Array.from(pieces.flatMap((piece) => Array.from(piece)));

function mixed(base: Float32Array, added: { atSeconds: number; samples: Float32Array }[]): Float32Array {
  const out = base.slice();
  for (const { atSeconds, samples } of added) {
    const first = Math.round(atSeconds * rate);
    for (let n = 0; n < samples.length && first + n < out.length; n++)
      out[first + n] = out[first + n]! + samples[n]!;
  }
  return out;
}

let files = 0;
function listenTo(samples: Float32Array, signal = never): Promise<Sounds> {
  const path = join(folder, `${files++}.pcm`);
  writeFileSync(
    path,
    Buffer.from(Int16Array.from(samples, (value) => Math.max(-1, Math.min(1, value)) * 32_767).buffer),
  );
  return detectSounds(path, { signal });
}

/** The bundled episode: one voice, one chime in a gap, one under words. */
let speech: Float32Array;
interface Truth {
  spans: { kind: string; mode?: string; start: number; end: number }[];
}
const truth = JSON.parse(
  readFileSync(join(packageRoot, 'samples', 'small-batch-audio.truth.json'), 'utf8'),
) as Truth;
const pause = truth.spans.find(({ kind }) => kind === 'pause')!;
const gap = truth.spans.find(({ kind, mode }) => kind === 'notification-sound' && mode === 'gap')!;

beforeAll(async () => {
  const pieces: Buffer[] = [];
  for await (const piece of decode(join(packageRoot, 'samples', 'small-batch-audio.mp3'), {
    container: 'mp3',
    sampleRate: rate,
    channels: 1,
    format: 's16le',
    durationMs: 62_000,
    signal: never,
  }))
    pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  speech = Float32Array.from({ length: bytes.length / 2 }, (_, n) => bytes.readInt16LE(2 * n) / 32_768);
});

const at = (sounds: Sounds, seconds: number) =>
  sounds.events.find(({ startMs, endMs }) => startMs < seconds * 1000 + 150 && endMs > seconds * 1000);

describe('detectSounds', () => {
  it('finds the chime between two sentences, with edges that cover it and take no word', async () => {
    const { events } = await listenTo(speech);
    const found = events.find(({ mode }) => mode === 'gap')!;
    expect(found.startMs / 1000).toBeGreaterThan(gap.start - 0.05);
    expect(found.startMs / 1000).toBeLessThan(gap.start + 0.05);
    expect(found.endMs / 1000).toBeGreaterThan(gap.start + 0.5 * (gap.end - gap.start));
    expect(found.endMs / 1000).toBeLessThan(gap.end + 0.15);
    expect(events.filter(({ mode }) => mode === 'gap')).toHaveLength(1);
  });

  it('finds the sound of a gap again under speech, 12 dB below it', async () => {
    const quiet = chime([1480, 2310, 3100], 0.5, 0.06);
    const withChimes = mixed(speech, [
      { atSeconds: pause.start + 0.4, samples: chime([1480, 2310, 3100], 0.5) },
      { atSeconds: 8, samples: quiet },
      { atSeconds: 45, samples: quiet },
    ]);
    const sounds = await listenTo(withChimes);
    expect(at(sounds, 8)).toMatchObject({ mode: 'over' });
    expect(at(sounds, 8)!.evidence).toContain('recurrence');
    expect(at(sounds, 45)!.evidence).toContain('recurrence');
  });

  it('lists music and keeps it out of the events', async () => {
    const notes = [262, 330, 392, 523, 392, 330, 262, 330];
    const tune = mixed(
      silence(5),
      notes.map((hz, n) => ({ atSeconds: n * 0.5, samples: chime([hz * 2, hz * 4], 1.1) })),
    );
    const { events, music } = await listenTo(
      mixed(new Float32Array([...silence(6), ...speech]), [{ atSeconds: 0.5, samples: tune }]),
    );
    expect(music.length).toBeGreaterThan(0);
    expect(music[0]!.startMs).toBeLessThan(800);
    expect(music[0]!.endMs).toBeGreaterThan(4000);
    expect(events.filter(({ startMs }) => startMs < 5500)).toEqual([]);
  });

  it('finds a sliding sound under speech that is heard nowhere else', async () => {
    const slide = Float32Array.from({ length: 0.35 * rate }, (_, n) => {
      const t = n / rate;
      return (
        0.12 * Math.sin(2 * Math.PI * (700 * t + 900 * t * t)) * Math.min(1, t / 0.005) * Math.exp(-6 * t)
      );
    });
    const found = at(await listenTo(mixed(speech, [{ atSeconds: 12, samples: slide }])), 12.1);
    expect(found).toMatchObject({ mode: 'over', evidence: ['sound-model'] });
    expect(found!.confidence, 'one kind of evidence only proposes').toBeLessThan(0.5);
  });

  it('takes typing and a laugh in a pause for no notification, and for no silence', async () => {
    for (const sound of [typing(8), laugh()]) {
      const parted = [speech.slice(0, pause.start * rate), silence(0.4), sound, silence(0.4)];
      const at = (pause.start + 0.4) * 1000;
      const { events, loud } = await listenTo(joined([...parted, speech.slice(pause.start * rate)]));
      const endMs = at + (sound.length / rate) * 1000;
      expect(events.filter(({ startMs }) => startMs > at - 200 && startMs < endMs)).toEqual([]);
      expect(loud!.some((span) => span.startMs < at + 400 && span.endMs > endMs - 800)).toBe(true);
    }
  });

  it('takes typing that goes on for no silence', async () => {
    const parted = [speech.slice(0, pause.start * rate), silence(0.4), typing(8), silence(0.4)];
    const { music } = await listenTo(joined([...parted, speech.slice(pause.start * rate)]));
    const startMs = (pause.start + 0.4) * 1000;
    const covered = music.reduce(
      (sum, span) =>
        sum + Math.max(0, Math.min(span.endMs, startMs + 8000) - Math.max(span.startMs, startMs)),
      0,
    );
    expect(covered).toBeGreaterThan(6000);
  });

  it('names a tone that a standard defines', async () => {
    const busy = Float32Array.from({ length: 0.5 * rate }, (_, n) => {
      const t = n / rate;
      return 0.15 * (Math.sin(2 * Math.PI * 480 * t + 1) + Math.sin(2 * Math.PI * 620 * t + 2));
    });
    const found = at(
      await listenTo(mixed(speech, [{ atSeconds: pause.start + 0.3, samples: busy }])),
      pause.start + 0.3,
    );
    expect(found!.evidence).toContain('standard:busy-america');
  });

  it('finds nothing in silence, in nothing at all, and in a tenth of a second', async () => {
    for (const seconds of [30, 0, 0.1])
      expect(await listenTo(silence(seconds))).toEqual({ events: [], music: [], loud: [] });
  });

  it('takes clipped sound without inventing events outside the recording', async () => {
    const { events } = await listenTo(speech.map((value) => Math.max(-1, Math.min(1, 20 * value))));
    for (const { startMs, endMs } of events) {
      expect(startMs).toBeGreaterThanOrEqual(0);
      expect(endMs).toBeLessThanOrEqual((speech.length / rate) * 1000 + 1);
      expect(endMs).toBeGreaterThan(startMs);
    }
  });

  it('says what to do when the recording is gone', async () => {
    await expect(detectSounds(join(folder, 'gone.pcm'), { signal: never })).rejects.toMatchObject({
      name: 'Failure',
    });
  });

  it('ends its process on abort', async () => {
    const stop = new AbortController();
    const searching = listenTo(speech, stop.signal);
    stop.abort(new Error('cancelled'));
    await expect(searching).rejects.toThrow('cancelled');
  });
});
