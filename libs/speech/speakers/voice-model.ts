import ort from 'onnxruntime-node';
import { sessionOptions } from '../engine/session-options.js';
import { banks, FilterBanks, framesOf } from './filter-banks.js';
import { unit, type VoiceVector } from './likeness.js';

/** CAM++: a network that was trained to tell 200 000 people apart by their voices. */
export class VoiceModel {
  private readonly filterBanks = new FilterBanks();

  private constructor(private readonly session: ort.InferenceSession) {}

  /** `path`: models/campplus/campplus.onnx. */
  static async load(path: string): Promise<VoiceModel> {
    return new VoiceModel(await ort.InferenceSession.create(path, sessionOptions(1)));
  }

  /** The vector of each window of 16 kHz samples; all windows are of one length, 0.1 to 2 s. */
  async vectors(windows: Float32Array[]): Promise<VoiceVector[]> {
    const frames = framesOf(windows[0]?.length ?? 0);
    const input = new Float32Array(windows.length * frames * banks);
    for (const [i, samples] of windows.entries()) input.set(this.filterBanks.of(samples), i * frames * banks);
    const tensor = new ort.Tensor('float32', input, [windows.length, frames, banks]);
    const { vectors } = await this.session.run({ frames: tensor });
    const size = vectors!.dims[1]!;
    const values = vectors!.data as Float32Array;
    return windows.map((_, i) => unit(values.subarray(i * size, (i + 1) * size)));
  }

  release(): Promise<void> {
    return this.session.release();
  }
}
