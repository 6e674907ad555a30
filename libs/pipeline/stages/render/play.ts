import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Container, decode } from '#media';
import type { Change } from './span-walk.js';
import type { SplicePlan } from './splice-plan.js';
import { Splicer } from './splicer.js';

/** A recording and what is to be done to it: everything that a pass over it needs. */
export interface Edit {
  path: string;
  container: Container;
  durationMs: number;
  sampleRate: number;
  plan: SplicePlan;
  /** What is done to the source's samples before they are spliced; new ones for each pass. */
  changes(): Change[];
}

/** Something that takes the finished audio: a loudness meter or an encoder. */
export interface Sink<T> {
  pcm: Writable;
  done: Promise<T>;
}

const bytesOf = (samples: Float32Array) =>
  Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);

/** Decodes the source and yields the finished audio. */
async function* editedAudio(edit: Edit, signal: AbortSignal, report: (fraction: number) => void) {
  const { path, container, durationMs, sampleRate, plan } = edit;
  const { channels } = plan;
  const splicer = new Splicer(plan);
  const changes = edit.changes();
  let frames = 0;
  for await (const bytes of decode(path, {
    container,
    durationMs,
    sampleRate,
    channels,
    format: 'f32le',
    signal,
  })) {
    const block = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    for (const change of changes) change.apply(block);
    for (const part of splicer.push(block)) yield bytesOf(part);
    frames += block.length / channels;
    report(Math.min(1, (frames * 1000) / sampleRate / durationMs));
  }
  for (const part of splicer.finish()) yield bytesOf(part);
}

/**
 * One streamed pass: source → edits → sink. Memory does not grow with the recording or the number of cuts.
 * When one side fails the other is ended too, and the failure that says more is thrown.
 */
export async function play<T>(
  edit: Edit,
  openSink: (signal: AbortSignal) => Sink<T>,
  signal: AbortSignal,
  report: (fraction: number) => void,
): Promise<T> {
  const broken = new AbortController();
  const both = AbortSignal.any([signal, broken.signal]);
  const sink = openSink(both);
  try {
    await pipeline(Readable.from(editedAudio(edit, both, report), { objectMode: true }), sink.pcm);
    return await sink.done;
  } catch (error) {
    signal.throwIfAborted();
    // A broken pipe only says that the sink ended; why, the sink itself knows.
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') await sink.done;
    throw error;
  } finally {
    broken.abort();
  }
}
