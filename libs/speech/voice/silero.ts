import ort from 'onnxruntime-node';
import { pcmDurationMs, readPcm, sampleRate } from '../audio/pcm.js';
import { sessionOptions } from '../engine/session-options.js';

/** The model hears 512 new samples at a time, after the last 64 of the frame before (silero-vad 6.2.3). */
const frameSamples = 512;
const contextSamples = 64;
const stateShape = [2, 1, 128];
export const frameMs = (frameSamples / sampleRate) * 1000;
/** Samples are read from disk in blocks of this many frames (32 s), so that memory does not grow with the file. */
const blockFrames = 1000;

/** Silero voice activity detection: the chance, 0 to 1, that each 32 ms frame holds a voice. */
export class VoiceDetector {
  private constructor(private readonly session: ort.InferenceSession) {}

  static async load(modelPath: string): Promise<VoiceDetector> {
    return new VoiceDetector(await ort.InferenceSession.create(modelPath, sessionOptions(1)));
  }

  /** Streams a whole raw file; `onProgress` is given the share done, 0 to 1. */
  async probabilitiesOfFile(path: string, onProgress: (fraction: number) => void): Promise<Float32Array> {
    const durationMs = await pcmDurationMs(path);
    const frames = Math.ceil(durationMs / frameMs);
    const probabilities = new Float32Array(frames);
    const listen = this.listener();
    for (let at = 0; at < frames; at += blockFrames) {
      const span = { startMs: at * frameMs, endMs: Math.min(durationMs, (at + blockFrames) * frameMs) };
      probabilities.set(await listen(await readPcm(path, span)), at);
      onProgress(Math.min(1, (at + blockFrames) / frames));
    }
    return probabilities;
  }

  /** Returns a function that takes consecutive samples; only its last call may be given a broken frame. */
  private listener() {
    let state = new ort.Tensor('float32', new Float32Array(256), stateShape);
    const rate = new ort.Tensor('int64', BigInt64Array.of(BigInt(sampleRate)), []);
    const context = new Float32Array(contextSamples);
    return async (samples: Float32Array): Promise<Float32Array> => {
      const out = new Float32Array(Math.ceil(samples.length / frameSamples));
      for (let frame = 0; frame < out.length; frame++) {
        const at = frame * frameSamples;
        const input = new Float32Array(contextSamples + frameSamples);
        input.set(context);
        input.set(samples.subarray(at, at + frameSamples), contextSamples);
        context.set(input.subarray(frameSamples));
        const result = await this.session.run({
          input: new ort.Tensor('float32', input, [1, input.length]),
          state,
          sr: rate,
        });
        state = result.stateN as ort.TypedTensor<'float32'>;
        out[frame] = (result.output!.data as Float32Array)[0]!;
      }
      return out;
    };
  }
}
