import type { Span } from '#contracts';
import { samplesOf, withRecording } from '../audio/chunk-samples.js';
import { sampleRate } from '../sounds/pcm-recording.js';
import { voiceFrameMs, voiceProbability } from '../sounds/voice-probability.js';
import type { ChunkResult, SpeechChunk } from '../transcriber.js';
import { planChunks } from '../voice/plan-chunks.js';
import { speechSpans } from '../voice/speech-spans.js';
import { WhisperGraphs } from '../whisper/graphs.js';
import { ChunkTranscriber } from '../whisper/transcribe-chunk.js';
import { Vocabulary } from '../whisper/vocabulary.js';
import type { Ask, EngineFiles, Jobs } from './jobs.js';
import { openModel } from './model-files.js';

/** Finds speech and hears words, in one process. The speech model is loaded on first use. */
export class OnnxEngine {
  private whisper: Promise<ChunkTranscriber> | undefined;

  constructor(private readonly files: EngineFiles) {}

  answer({ kind, ask }: Ask): Promise<Jobs[Ask['kind']]['answer']> {
    if (kind === 'plan') return this.plan(ask.pcmPath);
    if (kind === 'language') return this.language(ask.pcmPath, ask.chunk);
    return this.transcribe(ask);
  }

  plan(pcmPath: string): Promise<{ speech: Span[]; chunks: SpeechChunk[] }> {
    const { voiceModel } = this.files;
    return withRecording(pcmPath, async (recording) => {
      const voice = await openModel(voiceModel, () => voiceProbability(recording, voiceModel));
      const speech = speechSpans(voice, (recording.length / sampleRate) * 1000);
      return { speech, chunks: planChunks(speech, (span) => leastVoicedMs(voice, span)) };
    });
  }

  private async language(pcmPath: string, chunk: SpeechChunk): Promise<Jobs['language']['answer']> {
    return (await this.transcriber()).detectLanguage(await samplesOf(pcmPath, chunk));
  }

  private async transcribe({ pcmPath, chunk, language }: Jobs['transcribe']['ask']): Promise<ChunkResult> {
    return (await this.transcriber()).transcribe(await samplesOf(pcmPath, chunk), chunk, {
      language,
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

/** Frames to either side whose voice counts as well: a cut needs about 160 ms of room. */
const reachFrames = 2;

/** Where in a span the voice is weakest. */
function leastVoicedMs(voice: Float32Array, { startMs, endMs }: Span): number {
  const near = (frame: number) =>
    voice
      .subarray(Math.max(0, frame - reachFrames), frame + reachFrames + 1)
      .reduce((sum, chance) => sum + chance, 0);
  let best = Math.floor(startMs / voiceFrameMs);
  for (let frame = best; frame * voiceFrameMs < endMs; frame++) if (near(frame) < near(best)) best = frame;
  return best * voiceFrameMs;
}
