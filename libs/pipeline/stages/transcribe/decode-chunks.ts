import { setTimeout as sleep } from 'node:timers/promises';
import type { ChunkResult } from '#speech';
import type { StageTools } from '../../define-stage.js';
import type { FileChunk } from './tracks/sound-files.js';

/** How often saved chunks are looked for while only other workers still decode. */
const lookEveryMs = 250;

const lengthMs = (chunk: FileChunk) => chunk.endMs - chunk.startMs;

export interface Decoding {
  chunks: FileChunk[];
  /** ISO 639-1, never `auto`. */
  language: string;
}

/**
 * Gives the result of every chunk, in order: decoded here, saved by a run before, or decoded by workers that help.
 * Chunks of a worker that died are decoded here once its claim on them has run out.
 * @param onProgress part of the speech that is decoded, 0 to 1
 */
export async function decodeAll(
  decoding: Decoding,
  tools: StageTools,
  onProgress: (fraction: number) => void,
): Promise<ChunkResult[]> {
  const { chunks } = decoding;
  const totalMs = chunks.reduce((sum, chunk) => sum + lengthMs(chunk), 0);
  const results = new Map<FileChunk, ChunkResult>();
  let doneMs = 0;
  for (;;) {
    await decodeFree(decoding, tools, results, (chunk) => {
      doneMs += lengthMs(chunk);
      onProgress(doneMs / totalMs);
    });
    if (results.size === chunks.length) return chunks.flatMap((chunk) => results.get(chunk) ?? []);
    await sleep(lookEveryMs, undefined, { signal: tools.signal });
  }
}

/**
 * Decodes the chunks that nobody has, as many at once as the engine takes, and saves each as it finishes. Ends when
 * every other chunk is saved or in other hands; the first failure stops the rest.
 * @param results what is known already; what is decoded or found saved is added
 */
export async function decodeFree(
  decoding: Decoding,
  tools: StageTools,
  results = new Map<FileChunk, ChunkResult>(),
  onDone: (chunk: FileChunk) => void = () => undefined,
): Promise<void> {
  const { language } = decoding;
  const { transcriber, partials } = tools;
  const failed = new AbortController();
  const signal = AbortSignal.any([tools.signal, failed.signal]);
  const inHand = new Set<FileChunk>();
  // The longest first: at the end no lane is left alone with a long one.
  const inTurn = [...decoding.chunks].sort((a, b) => lengthMs(b) - lengthMs(a));
  const partOf = ({ startMs, endMs, file }: FileChunk) =>
    `${file.parts}chunk-${startMs}-${endMs}-${language}`;
  const done = (chunk: FileChunk, result: ChunkResult) => {
    results.set(chunk, result);
    onDone(chunk);
  };
  const take = async (): Promise<FileChunk | undefined> => {
    for (const chunk of inTurn) {
      if (results.has(chunk) || inHand.has(chunk)) continue;
      inHand.add(chunk);
      signal.throwIfAborted();
      const saved = (await partials.load(partOf(chunk))) as ChunkResult | undefined;
      if (saved) done(chunk, saved);
      else if (await partials.claim(partOf(chunk))) return chunk;
      inHand.delete(chunk);
    }
  };
  const lane = async () => {
    for (let chunk = await take(); chunk; chunk = await take()) {
      const { file, ...sound } = chunk;
      const result = await transcriber.transcribe(file.pcmPath, sound, { language, signal });
      await partials.save(partOf(chunk), result);
      done(chunk, result);
    }
  };
  try {
    await Promise.all(Array.from({ length: transcriber.parallel }, lane));
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}
