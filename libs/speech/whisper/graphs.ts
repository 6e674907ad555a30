import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { sessionOptions } from '../engine/session-options.js';
import { sampleRate } from '../sounds/pcm-recording.js';

/** Attention frames are 20 ms: the encoder halves the 10 ms mel frames. */
export const attentionFrameMs = 20;
const samplesPerFrame = (attentionFrameMs * sampleRate) / 1000;
/** Whisper was trained on 30 s; its position codes end there. */
export const longestWindowMs = 30_000;
const headWidth = 64;

type Tensors = Record<string, ort.Tensor>;

/** What one decoder step gives. */
export interface Step {
  /** Unnormalised scores of every token, for the token that comes next. */
  logits: Float32Array;
  /** One row for each alignment head: where in the sound the next token is looked for. */
  attention: Float32Array[];
}

/** A window of sound that was encoded, and the tokens that were fed to its decoder so far. */
export class DecodingState {
  constructor(
    private readonly decoder: ort.InferenceSession,
    private readonly sound: Tensors,
    private past: Tensors,
  ) {}

  /** Feeds tokens after those fed before. */
  async feed(tokens: number[]): Promise<Step> {
    const ids = new ort.Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]);
    const out = await this.decoder.run({ ...this.sound, ...this.past, tokens: ids });
    this.past = Object.fromEntries(
      Object.keys(this.past).map((name) => [name, out[name.replace('p', 'n')]! as ort.Tensor]),
    );
    const attention = out.attn!;
    const [, heads, , frames] = attention.dims as [number, number, number, number];
    const rows = attention.data as Float32Array;
    const lastRow = (head: number) => (head * tokens.length + tokens.length - 1) * frames;
    return {
      logits: out.logits!.data as Float32Array,
      attention: Array.from({ length: heads }, (_, head) =>
        rows.slice(lastRow(head), lastRow(head) + frames),
      ),
    };
  }
}

/** Sound that was encoded once and can be decoded several times. */
export class EncodedSound {
  constructor(
    private readonly decoder: ort.InferenceSession,
    private readonly sound: Tensors,
    private readonly layers: number,
    private readonly heads: number,
    /** Attention frames that hold sound rather than padding. */
    readonly soundFrames: number,
  ) {}

  begin(): DecodingState {
    const empty = () => new ort.Tensor('float32', new Float32Array(0), [1, this.heads, 0, headWidth]);
    const past: Tensors = {};
    for (let layer = 0; layer < this.layers; layer++) {
      past[`pk${layer}`] = empty();
      past[`pv${layer}`] = empty();
    }
    return new DecodingState(this.decoder, this.sound, past);
  }
}

/** The two graphs that models/whisper-base-onnx/export.py makes. */
export class WhisperGraphs {
  private constructor(
    private readonly encoder: ort.InferenceSession,
    private readonly decoder: ort.InferenceSession,
  ) {}

  static async load(folder: string, threads: number): Promise<WhisperGraphs> {
    const open = (name: string) => ort.InferenceSession.create(join(folder, name), sessionOptions(threads));
    return new WhisperGraphs(await open('encoder.onnx'), await open('decoder.onnx'));
  }

  /** Encodes samples (16 kHz, -1..1), padded with silence to `windowMs`, which is at most 30 s. */
  async encode(samples: Float32Array, windowMs: number): Promise<EncodedSound> {
    const windowSamples = Math.ceil((windowMs / 1000) * (sampleRate / samplesPerFrame)) * samplesPerFrame;
    const pcm = new Float32Array(windowSamples);
    pcm.set(samples.subarray(0, windowSamples));
    const sound = await this.encoder.run({ pcm: new ort.Tensor('float32', pcm, [1, windowSamples]) });
    const heads = sound.ck0!.dims[1]!;
    const frames = Math.ceil(Math.min(samples.length, windowSamples) / samplesPerFrame);
    return new EncodedSound(this.decoder, sound, this.encoder.outputNames.length / 2, heads, frames);
  }
}
