import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { type HeardSound, type Recording, type Sounds, type Span, soundsArtifact } from '#contracts';
import { decode } from '#media';
import { fingerprintOf } from '#speech';
import { soundTools } from '../../test-tools.js';
import { listen } from './stage.js';

const rate = 16_000;
const { tools, remove } = await soundTools();
afterAll(remove);

/** The bundled episode: a minute of one voice. */
let speech: Float32Array;
beforeAll(async () => {
  const pieces: Buffer[] = [];
  const source = join(packageRoot, 'samples', 'small-batch-audio.mp3');
  const form = { container: 'mp3', sampleRate: rate, channels: 1, format: 's16le' } as const;
  for await (const piece of decode(source, { ...form, durationMs: 62_000, signal: tools.signal }))
    pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  speech = Float32Array.from({ length: bytes.length / 2 }, (_, n) => bytes.readInt16LE(2 * n) / 32_768);
});

function chime(lines: readonly number[], level: number): Float32Array {
  return Float32Array.from({ length: 0.5 * rate }, (_, n) => {
    const t = n / rate;
    const sum = lines.reduce((total, hz) => total + Math.sin(2 * Math.PI * hz * t), 0);
    return (level / lines.length) * sum * Math.exp(-8 * t) * Math.min(1, t / 0.004);
  });
}
const ping = [1480, 2310, 3100] as const;
const sting = [620, 1240, 1950] as const;
const clear = 0.3;
/** 12 dB under this voice. */
const faint = 0.06;

type Chime = [atSeconds: number, lines: readonly number[], level: number];

/** Lays chimes over a voice, and gives each clear one a pause of its own. */
function recordingOf(voice: Float32Array, chimes: readonly Chime[]): Float32Array {
  const out = voice.slice();
  for (const [atSeconds, lines, level] of chimes) {
    const at = atSeconds * rate;
    if (level === clear) out.fill(0, at - 0.4 * rate, at + 0.9 * rate);
    for (const [n, value] of chime(lines, level).entries()) out[at + n] = out[at + n]! + value;
  }
  return out;
}

async function stored(samples: Float32Array): Promise<Recording> {
  const bytes = Buffer.from(
    Int16Array.from(samples, (value) => 32_767 * Math.max(-1, Math.min(1, value))).buffer,
  );
  const pcm16k = await tools.objects.put(bytes, 'audio/L16');
  return {
    audio: { pcm16k, durationMs: (samples.length / rate) * 1000 },
    transcript: null,
  } as unknown as Recording;
}

const hear = async (recording: Recording, heard: HeardSound[] = []): Promise<Sounds> =>
  soundsArtifact.parse(await listen.run({ recording, known: [], heard }, { ...tools, settings: {} }));

/** What an episode leaves of one of its sounds. */
async function left(recording: Recording, span: Span, standing: HeardSound['standing']): Promise<HeardSound> {
  const path = await tools.objects.localPath(recording.audio!.pcm16k);
  const place = { episodeTitle: 'First', startMs: span.startMs, recordingMs: recording.audio!.durationMs };
  return { id: 'first', standing, places: [place], ...(await fingerprintOf(path, span)) };
}

const at = ({ events }: Sounds, seconds: number) =>
  events.find(({ startMs, endMs }) => startMs < 1000 * seconds + 300 && endMs > 1000 * seconds);

/** The same voice, begun elsewhere: nothing but the chimes is at the same time in both. */
const later = () => Float32Array.from([...speech.slice(28 * rate), ...speech.slice(0, 28 * rate)]);

describe('a sound that an earlier episode had clear in a pause', () => {
  const second = async () => stored(recordingOf(later(), [[48, ping, faint]]));
  const first = async () => stored(recordingOf(speech, [[23, ping, clear]]));

  it('is taken out of a later one 12 dB under speech, where it was only proposed', async () => {
    const earlier = await first();
    const found = at(await hear(earlier), 23)!;
    const episode = await second();
    const alone = await hear(episode);
    const together = await hear(episode, [await left(earlier, found, 'sure')]);
    const event = at(together, 48);
    expect(event).toMatchObject({
      evidence: expect.arrayContaining(['heard-before:first']),
      before: { episodeTitle: 'First', startMs: found.startMs },
    });
    expect([at(alone, 48)!.confidence < 0.5, event!.confidence > 0.9]).toEqual([true, true]);
    expect(together.events.map(({ startMs }) => startMs)).toEqual(alone.events.map(({ startMs }) => startMs));
  });

  it('says nothing there when the host put it back', async () => {
    const earlier = await first();
    const found = at(await hear(earlier), 23)!;
    expect(at(await hear(await second(), [await left(earlier, found, 'own')]), 48)).toBeUndefined();
  });
});

it('a sting at the start of both episodes stays', async () => {
  const first = await stored(recordingOf(speech, [[7.5, sting, clear]]));
  const second = await stored(recordingOf(later(), [[9, sting, clear]]));
  const found = at(await hear(first), 7.5)!;
  expect(at(await hear(second), 9), 'alone it would be taken out').toBeDefined();
  expect(at(await hear(second, [await left(first, found, 'sure')]), 9)).toBeUndefined();
});
