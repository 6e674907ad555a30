import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { readSettings } from '#config';
import { recordingArtifact } from '#contracts';
import {
  type Backend,
  definePipeline,
  defineStage,
  type Engines,
  given,
  openBackend,
  openEngines,
  transcribe,
} from '#pipeline';
import type { SpeechChunk, Transcriber } from '#speech';

/** What a worker with a simulated engine is told. */
export const simulation = z.object({
  databaseUrl: z.string(),
  dataFolder: z.string(),
  /** A line for every plan, and for every begun and every finished chunk, each with the process that did it. */
  decodeLog: z.string(),
  /** Time of one chunk, which needs no core. */
  chunkMs: z.number(),
  parallel: z.number(),
});
export type Simulation = z.infer<typeof simulation>;

const chunkLengthMs = 10_000;
/** What a simulated recording holds instead of sound. */
const simulatedRecording = z.object({ chunks: z.number().int() });

/** Takes the upload for the sound; its length follows from its number of chunks. */
const ingest = defineStage({
  name: 'ingest',
  version: 1,
  queue: 'cpu',
  needs: { upload: given.upload },
  settings: z.object({ maxDurationMinutes: z.number().optional() }),
  output: recordingArtifact,
  async run({ upload }, { objects }) {
    if (!upload.audio) throw new Error('A simulated recording has sound.');
    const { filename, ...source } = upload.audio;
    const { chunks } = simulatedRecording.parse(JSON.parse((await objects.read(source)).toString()));
    return {
      audio: {
        source,
        container: 'none',
        codec: 'none',
        sampleRate: 16_000,
        channels: 1,
        durationMs: chunks * chunkLengthMs,
        pcm16k: source,
        peaks: source,
        peakMs: 250,
        loudness: { integratedLufs: -16, truePeakDbtp: -1, rangeLu: 5 },
        tags: {},
      },
      transcript: null,
    };
  },
});

/** Says the chunk's number, after the time that a real engine would take. */
export function simulatedTranscriber({ decodeLog, chunkMs, parallel }: Simulation): Transcriber {
  const note = (what: string) => appendFileSync(decodeLog, `${process.pid} ${what}\n`);
  return {
    name: 'simulated',
    model: 'none',
    parallel,
    async plan(pcmPath) {
      note('plan');
      const { chunks } = simulatedRecording.parse(JSON.parse(await readFile(pcmPath, 'utf8')));
      const spans = Array.from({ length: chunks }, (_, index): SpeechChunk => {
        const span = { startMs: index * chunkLengthMs, endMs: (index + 1) * chunkLengthMs - 1_000 };
        return { index, ...span, speech: [span] };
      });
      return { speech: spans.map(({ startMs, endMs }) => ({ startMs, endMs })), chunks: spans };
    },
    detectLanguage: async () => 'en',
    async transcribe(_path, { index, startMs }, { language, signal }) {
      note(`begin ${index}`);
      await sleep(chunkMs, undefined, { signal });
      note(`end ${index}`);
      return {
        language,
        words: [{ text: `Chunk ${index}.`, startMs, endMs: startMs + 900, confidence: 1 }],
        dropped: [],
      };
    },
    close: async () => undefined,
  };
}

/** The real runner, queue and transcribe stage, around the simulated engine. */
export async function openSimulated(given: Simulation): Promise<{ backend: Backend; engines: Engines }> {
  const settings = readSettings({ SHOWRUNNER_DATA: given.dataFolder });
  const log = { info() {}, warn() {} };
  const backend = await openBackend(settings, given.databaseUrl, log);
  const engines: Engines = { ...openEngines(settings), transcriber: simulatedTranscriber(given) };
  return { backend: { ...backend, pipeline: definePipeline([ingest, transcribe]) }, engines };
}
