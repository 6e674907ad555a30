/** Samples a waveform byte stands for, at 16 kHz: 20 ms, a pixel's worth when a minute fills a wide screen. */
const window = 320;
export const peakMs = 20;

/** Turns a stream of 16 kHz mono signed 16-bit samples into one unsigned byte of full scale every `peakMs`. */
export class PeakMeter {
  private readonly parts: Buffer[] = [];
  private current = Buffer.alloc(64 * 1024);
  private used = 0;
  private highest = 0;
  private filled = 0;

  push(samples: Int16Array): void {
    for (const sample of samples) {
      const size = sample < 0 ? -sample : sample;
      if (size > this.highest) this.highest = size;
      if (++this.filled === window) this.close();
    }
  }

  /** All peaks; a last window that is not full counts. */
  finish(): Buffer {
    if (this.filled > 0) this.close();
    return Buffer.concat([...this.parts, this.current.subarray(0, this.used)]);
  }

  private close(): void {
    if (this.used === this.current.length) {
      this.parts.push(this.current);
      this.current = Buffer.alloc(this.current.length);
      this.used = 0;
    }
    this.current[this.used++] = Math.round((this.highest / 32_768) * 255);
    this.highest = 0;
    this.filled = 0;
  }
}
