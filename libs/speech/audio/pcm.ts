import { open, stat } from 'node:fs/promises';
import { inputFailure, resourceFailure, type Span } from '#contracts';

/** Every speech engine here hears 16 kHz mono. */
export const sampleRate = 16_000;
const samplesPerMs = sampleRate / 1000;
const bytesPerSample = 2;

/** How long a raw s16le file is, in ms. Throws a `resource` failure when it is gone. */
export async function pcmDurationMs(path: string): Promise<number> {
  return (await fileBytes(path)) / bytesPerSample / samplesPerMs;
}

/** Reads one stretch of a raw 16 kHz mono s16le file as samples of -1..1; shorter where the file ends. */
export async function readPcm(path: string, span: Span): Promise<Float32Array> {
  const first = Math.round(span.startMs * samplesPerMs);
  const wanted = Math.max(0, Math.round(span.endMs * samplesPerMs) - first);
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw goneFailure(path, cause);
  });
  try {
    const bytes = Buffer.alloc(wanted * bytesPerSample);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, first * bytesPerSample);
    return toSamples(bytes, Math.floor(bytesRead / bytesPerSample));
  } finally {
    await file.close();
  }
}

function toSamples(bytes: Buffer, count: number): Float32Array {
  const samples = new Float32Array(count);
  for (let i = 0; i < count; i++) samples[i] = bytes.readInt16LE(i * bytesPerSample) / 0x8000;
  return samples;
}

async function fileBytes(path: string): Promise<number> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw goneFailure(path, cause);
  });
  if (size % bytesPerSample !== 0)
    throw inputFailure(
      'The decoded sound has half a sample at its end.',
      'Upload the recording again; it was cut off while being decoded.',
    );
  return size;
}

const goneFailure = (path: string, cause: unknown) =>
  resourceFailure(
    `The decoded sound ${path} cannot be read.`,
    'Run the ingest stage of this episode again.',
    cause,
  );
