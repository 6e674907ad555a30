import type { Span } from '#contracts';
import { pcmDurationMs, readPcm } from '../audio/pcm.js';
import type { ChunkResult, SpeechChunk } from '../transcriber.js';
import { planChunks } from '../voice/plan-chunks.js';
import { frameMs, VoiceDetector } from '../voice/silero.js';
import { speechSpans } from '../voice/speech-spans.js';
import { WhisperGraphs } from '../whisper/graphs.js';
import { ChunkTranscriber } from '../whisper/transcribe-chunk.js';
import { Vocabulary } from '../whisper/vocabulary.js';
import type { Ask, EngineFiles, Jobs } from './jobs.js';
import { openModel } from './model-files.js';

/** Both models in one process, each loaded on first use. */
export class OnnxEngine {
  private voice: Promise<VoiceDetector> | undefined;
  private whisper: Promise<ChunkTranscriber> | undefined;

  constructor(private readonly files: EngineFiles) {}

  answer({ kind, ask }: Ask): Promise<Jobs[Ask['kind']]['answer']> {
    if (kind === 'plan') return this.plan(ask.pcmPath);
    if (kind === 'language') return this.language(ask.pcmPath, ask.chunk);
    return this.transcribe(ask);
  }

  async plan(pcmPath: string): Promise<{ speech: Span[]; chunks: SpeechChunk[] }> {
    const { voiceModel } = this.files;
    this.voice ??= openModel(voiceModel, () => VoiceDetector.load(voiceModel));
    const probabilities = await (await this.voice).probabilitiesOfFile(pcmPath, () => undefined);
    const speech = speechSpans(probabilities, await pcmDurationMs(pcmPath));
    return { speech, chunks: planChunks(speech, (span) => leastVoicedMs(probabilities, span)) };
  }

  private async language(pcmPath: string, chunk: SpeechChunk): Promise<Jobs['language']['answer']> {
    return (await this.transcriber()).detectLanguage(await readPcm(pcmPath, chunk));
  }

  private async transcribe({
    pcmPath,
    chunk,
    language,
    glossary,
  }: Jobs['transcribe']['ask']): Promise<ChunkResult> {
    return (await this.transcriber()).transcribe(await readPcm(pcmPath, chunk), chunk, {
      language,
      glossary,
    });
  }

  private transcriber(): Promise<ChunkTranscriber> {
    const { whisperFolder, threads } = this.files;
    this.whisper ??= openModel(whisperFolder, async () => {
      const vocabulary = await Vocabulary.load(`${whisperFolder}/multilingual.tiktoken`);
      return new ChunkTranscriber(await WhisperGraphs.load(whisperFolder, threads), vocabulary);
    });
    return this.whisper;
  }
}

/** Where in a span the voice is weakest over 160 ms. */
function leastVoicedMs(probabilities: Float32Array, span: Span): number {
  const reach = 2;
  const voice = (frame: number) => {
    let sum = 0;
    for (let near = frame - reach; near <= frame + reach; near++) sum += probabilities[near] ?? 0;
    return sum;
  };
  let best = Math.floor(span.startMs / frameMs);
  for (let frame = best; frame * frameMs < span.endMs; frame++) if (voice(frame) < voice(best)) best = frame;
  return best * frameMs;
}
