import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Span } from '#contracts';
import type { ChunkResult, SpeechChunk, TranscribeOptions, Transcriber } from '../transcriber.js';
import { EnginePool } from './engine-pool.js';
import type { EngineFiles, Jobs } from './jobs.js';
import { modelFolder } from './model-files.js';

export interface OnnxTranscriberSettings {
  /** A folder under `models/`, or a path. */
  model: string;
  processes: number;
}

/** So many chunks vote on the language: about a minute and a half of speech. */
const votingChunks = 8;
/** The longest are asked first, and where they agree the others need not be: a third of a second instead of one. */
const askedFirst = 2;
/** Our English recordings sound English with .8 or more, synthetic German and French with .53 or more. */
const sureProbability = 0.5;
const lengthMs = ({ startMs, endMs }: SpeechChunk) => endMs - startMs;

const whisperFiles = ['encoder.onnx', 'decoder.onnx', 'multilingual.tiktoken'];

const voiceFile = 'silero_vad_16k.onnx';
/** The bundled voice detector. @throws Failure (input) when it is missing or damaged */
export const voiceModel = () => join(modelFolder('silero-vad', [voiceFile]), voiceFile);
/** The script that answers `Jobs`. */
export const engineScript = { from: import.meta.url, script: './engine-child' };

/** Whisper as ONNX in child processes. Work fails with an `input` failure when a model file is missing or damaged. */
export class OnnxTranscriber implements Transcriber {
  readonly name = 'onnx';
  readonly model: string;
  readonly parallel: number;
  private pool: EnginePool<Jobs> | undefined;

  constructor({ model, processes }: OnnxTranscriberSettings) {
    this.model = model;
    this.parallel = processes;
  }

  async plan(pcmPath: string, signal: AbortSignal): Promise<{ speech: Span[]; chunks: SpeechChunk[] }> {
    return this.engines().run('plan', { pcmPath }, signal);
  }

  async detectLanguage(pcmPath: string, chunks: SpeechChunk[], signal: AbortSignal): Promise<string> {
    const first = chunks.slice(0, votingChunks);
    const longest = [...first].sort((a, b) => lengthMs(b) - lengthMs(a)).slice(0, askedFirst);
    const ballots = await this.ballots(pcmPath, longest, signal);
    const agreed = ballots.every(
      ({ language, probability }) => language === ballots[0]?.language && probability >= sureProbability,
    );
    const rest = agreed ? [] : first.filter((chunk) => !longest.includes(chunk));
    const votes = new Map<string, number>();
    for (const { language, probability } of [...ballots, ...(await this.ballots(pcmPath, rest, signal))])
      votes.set(language, (votes.get(language) ?? 0) + probability);
    return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'en';
  }

  private ballots(pcmPath: string, chunks: SpeechChunk[], signal: AbortSignal) {
    return Promise.all(chunks.map((chunk) => this.engines().run('language', { pcmPath, chunk }, signal)));
  }

  async transcribe(pcmPath: string, chunk: SpeechChunk, options: TranscribeOptions): Promise<ChunkResult> {
    const { language, signal } = options;
    return this.engines().run('transcribe', { pcmPath, chunk, language }, signal);
  }

  async close(): Promise<void> {
    this.pool?.close();
  }

  private engines(): EnginePool<Jobs> {
    if (this.pool) return this.pool;
    const files: EngineFiles = {
      whisperFolder: modelFolder(this.model, whisperFiles),
      voiceModel: voiceModel(),
      threads: this.parallel > 1 ? 1 : availableParallelism(),
    };
    this.pool = new EnginePool({ ...engineScript, start: files }, this.parallel);
    return this.pool;
  }
}
