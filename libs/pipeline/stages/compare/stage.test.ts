import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { type Recording, repeatsArtifact } from '#contracts';
import { decode, writeWav } from '#media';
import { ffmpeg } from '../../../media/test-media.js';
import { soundTools } from '../../test-tools.js';
import { ingest } from '../ingest/stage.js';
import { compare } from './stage.js';

const { tools, folder, remove } = await soundTools();
afterAll(remove);
const rate = 16_000;

/** Notes with overtones, each struck and fading: a show's jingle. */
function tune(seconds: number, seed: number): Float32Array {
  const notes = [262, 330, 392, 523, 294, 440, 349, 587];
  const out = new Float32Array(seconds * rate);
  for (let note = 0; note * 0.4 < seconds - 0.4; note++) {
    const hz = notes[(seed + note * note * 3 + note) % notes.length]!;
    const first = Math.round(note * 0.4 * rate);
    for (let n = 0; n < rate && first + n < out.length; n++) {
      const t = n / rate;
      const sound = [1, 2, 3].reduce((sum, k) => sum + Math.sin(2 * Math.PI * hz * k * t) / k, 0);
      out[first + n] = out[first + n]! + 0.15 * sound * Math.exp(-3 * t);
    }
  }
  return out;
}

let speech: Float32Array;
beforeAll(async () => {
  const pieces: Buffer[] = [];
  const path = join(packageRoot, 'samples', 'small-batch-audio.mp3');
  const options = { container: 'mp3', sampleRate: rate, channels: 1, format: 'f32le' } as const;
  for await (const piece of decode(path, { ...options, durationMs: 62_000, signal: tools.signal }))
    pieces.push(Buffer.from(piece));
  speech = new Float32Array(Uint8Array.from(Buffer.concat(pieces)).buffer);
});
const said = (from: number, to: number) => speech.slice(from * rate, to * rate);
const at = (samples: Float32Array, db: number) => samples.map((sample) => sample * 10 ** (db / 20));

let files = 0;
/** An episode as a host uploads it: some format, some rate. */
async function uploaded(parts: Float32Array[], extension: string, ...coding: string[]): Promise<Recording> {
  const wav = join(folder, `${files}.wav`);
  const file = join(folder, `${files++}.${extension}`);
  await writeWav(wav, [Float32Array.from(parts.flatMap((part) => [...part]))], rate);
  await ffmpeg('-i', wav, ...coding, file);
  const audio = { ...(await tools.objects.putFile(file, 'audio/mpeg')), filename: file };
  const settings = ingest.settings.parse({});
  return ingest.run({ upload: { audio, transcript: null } }, { ...tools, settings });
}

const compared = async (recording: Recording, earlier: Recording[]) =>
  repeatsArtifact.parse(
    await compare.run(
      { recording, place: 'this' },
      {
        ...tools,
        settings: {},
        earlierRecordings: async () =>
          earlier.map((recording, n) => ({ episodeId: `episode ${n + 1}`, recording })),
      },
    ),
  );

describe('the compare stage', async () => {
  const jingle = tune(7, 1);
  const farewell = tune(6, 4);
  let first: Recording;
  let second: Recording;
  beforeAll(async () => {
    first = await uploaded([jingle, said(0, 14), said(48, 61), farewell], 'mp3', '-b:a', '64k');
    second = await uploaded(
      [said(14, 17), at(jingle, -12), said(17, 24), said(48, 61), said(24, 30), farewell],
      'm4a',
      ...['-ar', '22050', '-b:a', '48k'],
    );
  });

  it('marks jingle, ad and farewell, whatever their level, place and format', async () => {
    const third = [at(jingle, -6), said(30, 38), at(said(48, 61), -9), said(38, 48), at(farewell, 3)];
    const recording = await uploaded(third, 'opus', '-c:a', 'libopus', '-b:a', '32k');
    const { repeated, sameAs } = await compared(recording, [first, second]);
    const found = repeated.map(({ kind, seenIn }) => [kind, ...seenIn]);
    expect(found).toEqual([
      ['intro', 'episode 1', 'episode 2'],
      ['ad', 'episode 1', 'episode 2'],
      ['outro', 'episode 1', 'episode 2'],
    ]);
    const truth = [0, 7, 15, 28, 38, 44];
    const edges = repeated.flatMap(({ startMs, endMs }) => [startMs, endMs]);
    for (const [n, edge] of edges.entries()) expect(Math.abs(edge - truth[n]! * 1000)).toBeLessThan(600);
    expect(sameAs).toEqual([]);
  });

  it('marks nothing in other words of the same voice', async () => {
    const other = await uploaded([said(30, 48)], 'mp3', '-b:a', '96k');
    expect(await compared(other, [await uploaded([said(0, 29)], 'mp3', '-b:a', '48k')])).toEqual({
      repeated: [],
      sameAs: [],
    });
  });

  it('knows a recording that was uploaded before in another format', async () => {
    const again = await uploaded(
      [said(0.5, 14), said(48, 61), farewell],
      'opus',
      ...['-c:a', 'libopus', '-b:a', '24k'],
    );
    expect((await compared(again, [second, first])).sameAs).toEqual(['episode 2']);
  });

  it('has nothing to say of a first episode, of silence and of a transcript alone', async () => {
    const nothing = { repeated: [], sameAs: [] };
    expect(await compared(first, [])).toEqual(nothing);
    const silence = await uploaded([new Float32Array(8 * rate)], 'mp3');
    expect(await compared(silence, [silence, first])).toEqual(nothing);
    expect(await compared({ audio: null, transcript: null }, [first])).toEqual(nothing);
  });
});
