import { join } from 'node:path';
import type { Cut, Recording, Word } from '#contracts';
import { audioFormats, decode, writeWav } from '#media';
import { soundTools } from '../../test-tools.js';
import { ingest } from '../ingest/stage.js';
import { render } from './stage.js';

/** What tests of rendering share: recordings of made sound, a rendering, and what a listener hears of it. */
const { tools, folder, remove } = await soundTools();

export { remove, tools };

export const cut = (startMs: number, endMs: number, more: Partial<Cut> = {}): Cut => ({
  id: `${startMs}`,
  kind: 'filler',
  sub: 'um',
  action: 'cut',
  state: 'auto',
  startMs,
  endMs,
  reason: 'a test',
  confidence: 1,
  evidence: ['text'],
  decidedBy: 'machine',
  ...more,
});

export async function recordingOf(file: string): Promise<Recording> {
  const audio = { ...(await tools.objects.putFile(file, 'audio/wav')), filename: file };
  return ingest.run(
    { upload: { audio, transcript: null } },
    { ...tools, settings: ingest.settings.parse({}) },
  );
}

export async function recorded(channels: Float32Array[], sampleRate: number): Promise<Recording> {
  const file = join(folder, 'source.wav');
  await writeWav(file, channels, sampleRate);
  return recordingOf(file);
}

export const run = (
  recording: Recording,
  cuts: Cut[],
  settings: object = {},
  words: Word[] = [],
  more: Partial<typeof tools> = {},
) => {
  const transcript = {
    language: 'en',
    engine: { name: 'test', model: 'test' },
    timing: 'measured' as const,
    words,
    paragraphs: [],
    speech: [],
    corrections: [],
    dropped: [],
  };
  const edits = { profile: 'standard', cuts };
  return render.run(
    { recording, edits, transcript },
    { ...tools, ...more, settings: render.settings.parse(settings) },
  );
};

/** The first channel of the finished file as a listener hears it. */
export async function heard(
  { audio, sampleRate, channels }: Awaited<ReturnType<typeof run>>,
  format: 'mp3' | 'm4a' | 'opus' = 'mp3',
) {
  const parts: Buffer[] = [];
  const options = { container: audioFormats[format].container, sampleRate: sampleRate!, channels: channels! };
  const { signal } = tools;
  const path = await tools.objects.localPath(audio!);
  for await (const part of decode(path, { ...options, format: 'f32le', durationMs: 60_000, signal }))
    parts.push(Buffer.from(part));
  const bytes = Buffer.concat(parts);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).filter(
    (_, at) => at % channels! === 0,
  );
}

/** Something like speech: syllables of noise and tone, with pauses, at an unlike loudness. */
export function babble(seconds: number, sampleRate: number, amplitude: number): Float32Array {
  let state = 7;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, at) => {
    state = (state * 48_271) % 2_147_483_647;
    const time = at / sampleRate;
    const syllable =
      Math.max(0, Math.sin(2 * Math.PI * 3.1 * time)) * (Math.sin(2 * Math.PI * 0.21 * time) > -0.8 ? 1 : 0);
    const voice = Math.sin(2 * Math.PI * 140 * time) + 0.6 * Math.sin(2 * Math.PI * 840 * time);
    return amplitude * (0.002 + syllable * (0.5 * voice + 0.3 * (state / 1_073_741_823.5 - 1)));
  });
}

export const seconds = (rendered: { publishedDurationMs: number }) => rendered.publishedDurationMs / 1000;
