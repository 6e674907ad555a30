import type { Span } from '#contracts';
import { samplesOf } from '../audio/chunk-samples.js';
import type { Energy } from '../audio/energy.js';
import { EnginePool } from '../engine/engine-pool.js';
import type { Jobs } from '../engine/jobs.js';
import { engineScript, voiceModel } from '../engine/onnx-transcriber.js';
import { hesitationsOf } from '../fillers/hesitations.js';
import type { ChunkResult, SpeechChunk, TranscribeOptions, Transcriber } from '../transcriber.js';
import type { Attempt } from '../whisper/attempt.js';
import { hearChunk } from '../whisper/hear-chunk.js';
import { snapWords } from '../word-times/snap-words.js';
import { inOrder, takeOutLoops, takeOutTags } from './clean-words.js';
import type { ChunkSound, HearOptions, Recogniser } from './recogniser.js';

/** So many chunks vote on the language: each is a whole decoding here, and may cost money. */
const votingChunks = 3;
/** As whisper/transcribe-chunk.ts: a text drawn with some chance leaves the loop that the likeliest text is in. */
const loosenedTemperature = 0.4;

type Way = Pick<HearOptions, 'prompt' | 'temperature'>;

/** Makes a Transcriber of any Recogniser, with the voice detector, guards and word times that ONNX has. */
export class RecogniserTranscriber implements Transcriber {
  readonly name: string;
  readonly model: string;
  readonly parallel: number;
  private planner: EnginePool<Jobs> | undefined;

  constructor(private readonly recogniser: Recogniser) {
    this.name = recogniser.name;
    this.model = recogniser.model;
    this.parallel = recogniser.parallel;
  }

  async plan(pcmPath: string, signal: AbortSignal): Promise<{ speech: Span[]; chunks: SpeechChunk[] }> {
    this.planner ??= new EnginePool<Jobs>(
      { ...engineScript, start: { whisperFolder: '', voiceModel: voiceModel(), threads: 1 } },
      1,
    );
    return this.planner.run('plan', { pcmPath }, signal);
  }

  async detectLanguage(pcmPath: string, chunks: SpeechChunk[], signal: AbortSignal): Promise<string> {
    const votes = new Map<string, number>();
    for (const chunk of chunks.slice(0, votingChunks)) {
      const sound = { pcmPath, chunk, samples: await samplesOf(pcmPath, chunk) };
      const asked = { language: null, prompt: '', temperature: 0, signal };
      const { language } = await this.recogniser.hear(sound, asked);
      if (language) votes.set(language, (votes.get(language) ?? 0) + chunk.endMs - chunk.startMs);
    }
    return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'en';
  }

  async transcribe(pcmPath: string, chunk: SpeechChunk, options: TranscribeOptions): Promise<ChunkResult> {
    const { language, signal } = options;
    const samples = await samplesOf(pcmPath, chunk);
    const sound = { pcmPath, chunk, samples };
    const notices = new Set<string>();
    const heard = await hearChunk(samples, chunk, language, this.ways(language), (way, energy) =>
      this.attempt(sound, energy, notices, { ...way, language, signal }),
    );
    return notices.size > 0 ? { ...heard, notices: [...notices] } : heard;
  }

  async close(): Promise<void> {
    this.planner?.close();
    this.recogniser.close();
  }

  private ways(language: string): Way[] {
    const prompt = hesitationsOf(language)?.prompt;
    return [
      ...(prompt ? [{ prompt, temperature: 0 }] : []),
      { prompt: '', temperature: 0 },
      ...(this.recogniser.takesTemperature ? [{ prompt: '', temperature: loosenedTemperature }] : []),
    ];
  }

  private async attempt(
    sound: ChunkSound,
    energy: Energy,
    notices: Set<string>,
    options: HearOptions,
  ): Promise<Attempt> {
    const heard = await this.recogniser.hear(sound, options);
    for (const notice of heard.notices ?? []) notices.add(notice);
    const { chunk } = sound;
    const { words, loopedText } = takeOutLoops(
      takeOutTags(inOrder(heard.words, chunk.endMs - chunk.startMs)),
    );
    // These engines do not say how likely a hesitation was: only those that are written are marked.
    const candidates = words.map((word) => ({ ...word, fillerProbability: 0, likeliestFiller: '' }));
    return {
      words: snapWords(candidates, energy),
      meanLogProbability: heard.meanLogProbability,
      loopedText,
      prompt: options.prompt,
    };
  }
}
