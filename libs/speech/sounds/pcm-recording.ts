import { type FileHandle, open } from 'node:fs/promises';

/** Samples a second of the recordings that speech engines and sound detectors read. */
export const sampleRate = 16_000;

const bytesPerSample = 2;
/** s16le full scale. */
const fullScale = 32_768;

/** A raw 16 kHz mono s16le file, read in pieces, so that its length costs no memory. */
export class PcmRecording {
  private constructor(
    private readonly file: FileHandle,
    /** Samples in the recording. */
    readonly length: number,
  ) {}

  static async open(path: string): Promise<PcmRecording> {
    const file = await open(path, 'r');
    const { size } = await file.stat();
    return new PcmRecording(file, Math.floor(size / bytesPerSample));
  }

  /** `count` samples from `start`, -1 to 1; what lies outside the recording reads as silence. */
  async read(start: number, count: number): Promise<Float32Array> {
    const samples = new Float32Array(count);
    const first = Math.max(0, start);
    const wanted = Math.min(this.length, start + count) - first;
    if (wanted <= 0) return samples;
    // Every machine that Node runs on is little-endian, as the file is.
    const stored = new Int16Array(wanted);
    await this.file.read(new Uint8Array(stored.buffer), 0, wanted * bytesPerSample, first * bytesPerSample);
    for (let n = 0; n < wanted; n++) samples[first - start + n] = stored[n]! / fullScale;
    return samples;
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}
