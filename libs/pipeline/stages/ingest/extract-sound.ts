import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { inputFailure, type Loudness } from '#contracts';
import { decodeAndMeasure, PeakMeter, type Probe, peakMs, tooLong, truncated } from '#media';
import { PrintMaker } from '#speech';

export interface Sound {
  /** Raw 16 kHz mono signed 16-bit samples, in the scratch folder. */
  pcmPath: string;
  peaks: Buffer;
  peakMs: number;
  /** See `PrintMaker`. */
  prints: Buffer;
  durationMs: number;
  loudness: Loudness;
}

interface Tools {
  scratch: string;
  maxDurationMs: number;
  signal: AbortSignal;
  report(fraction: number): void;
}

/** What speech engines are trained on. */
const sampleRate = 16_000;
const msOfBytes = (bytes: number) => bytes / 2 / (sampleRate / 1000);

/** A header that promises this much more than was decoded tells of a lost end; encoders round by less. */
const tolerated = { part: 0.02, ms: 1_000 };

/**
 * Decodes the recording once, streamed: speech samples to a file, waveform peaks and loudness on the way.
 * @throws Failure (input) when it holds no sound, is longer than allowed or shorter than its header says
 */
export async function extractSound(path: string, facts: Probe, tools: Tools): Promise<Sound> {
  const { scratch, maxDurationMs, signal, report } = tools;
  const pcmPath = join(scratch, 'speech.pcm');
  const file = createWriteStream(pcmPath);
  const written = finished(file);
  written.catch(() => undefined);
  const meter = new PeakMeter();
  const printer = new PrintMaker();
  const durationMs = facts.declaredDurationMs ?? maxDurationMs;
  const options = {
    container: facts.container,
    sampleRate,
    channels: 1,
    format: 's16le',
    durationMs,
    signal,
  } as const;
  let bytes = 0;
  try {
    const loudness = await decodeAndMeasure(path, options, async (frames) => {
      bytes += frames.length;
      if (msOfBytes(bytes) > maxDurationMs) throw tooLong(msOfBytes(bytes), maxDurationMs);
      const samples = new Int16Array(frames.buffer, frames.byteOffset, frames.length / 2);
      meter.push(samples);
      printer.push(samples);
      report(Math.min(1, msOfBytes(bytes) / durationMs));
      if (!file.write(frames)) await Promise.race([once(file, 'drain'), written]);
    });
    file.end();
    await written;
    checkLength(msOfBytes(bytes), facts);
    const prints = printer.finish();
    return { pcmPath, peaks: meter.finish(), peakMs, prints, durationMs: msOfBytes(bytes), loudness };
  } finally {
    file.destroy();
  }
}

function checkLength(decodedMs: number, { declaredDurationMs, declaredIsExact }: Probe): void {
  if (decodedMs === 0)
    throw inputFailure(
      'The recording has no sound in it: its length is zero.',
      'Check it and upload it again.',
    );
  if (declaredDurationMs === null || !declaredIsExact) return;
  const missingMs = declaredDurationMs - decodedMs;
  if (missingMs <= tolerated.ms + tolerated.part * declaredDurationMs) return;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  throw truncated(
    `its header promises ${seconds(declaredDurationMs)} and ${seconds(decodedMs)} can be decoded`,
  );
}
