import type { FileHandle } from 'node:fs/promises';

/** Speech samples are kept at this rate (see `pcm16k` of a recording). */
const samplesPerMs = 16;
/** Short enough to find the gap between two words, long enough to hold half a period of a low voice. */
const frameMs = 5;
/** Level of digital silence, in dBFS: below what 16 bits can hold. */
const silenceDb = -100;

/** A few hundred milliseconds of the speech samples, read where a decision needs them. Times are source milliseconds. */
export class SoundWindow {
  private constructor(
    private readonly samples: Int16Array,
    private readonly firstSample: number,
  ) {}

  static async read(file: FileHandle, fromMs: number, toMs: number): Promise<SoundWindow> {
    const firstSample = Math.max(0, Math.floor(fromMs * samplesPerMs));
    const count = Math.max(0, Math.ceil(toMs * samplesPerMs) - firstSample);
    const bytes = Buffer.from(new ArrayBuffer(count * 2));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, firstSample * 2);
    return new SoundWindow(new Int16Array(bytes.buffer, 0, bytesRead >> 1), firstSample);
  }

  /** RMS of the frame centred here, in dBFS. */
  levelAt(ms: number): number {
    const middle = Math.round(ms * samplesPerMs) - this.firstSample;
    const half = (frameMs * samplesPerMs) / 2;
    let sum = 0;
    let count = 0;
    for (let at = Math.max(0, middle - half); at < Math.min(this.samples.length, middle + half); at++) {
      sum += (this.samples[at]! / 32_768) ** 2;
      count++;
    }
    return sum > 0 ? Math.max(silenceDb, 10 * Math.log10(sum / count)) : silenceDb;
  }

  /** The loudest frame of a stretch, in dBFS; silence for an empty one. */
  loudest(fromMs: number, toMs: number): number {
    let loudest = silenceDb;
    for (let ms = fromMs + frameMs / 2; ms < toMs; ms += frameMs)
      loudest = Math.max(loudest, this.levelAt(ms));
    return loudest;
  }

  /** How far from an edge the sound stays below a level, in steps of a frame; `direction` is 1 or −1. */
  quietReach(edgeMs: number, direction: 1 | -1, belowDb: number, atMostMs: number): number {
    let reach = 0;
    while (reach + frameMs <= atMostMs && this.levelAt(edgeMs + direction * (reach + frameMs / 2)) <= belowDb)
      reach += frameMs;
    return reach;
  }

  /** The rising zero crossing nearest to a time; the time itself when there is none within reach. */
  risingZero(nearMs: number, withinMs: number): number {
    const near = Math.round(nearMs * samplesPerMs);
    for (let away = 0; away <= withinMs * samplesPerMs; away++)
      for (const sample of away === 0 ? [near] : [near - away, near + away]) {
        const at = sample - this.firstSample;
        const before = this.samples[at - 1];
        const here = this.samples[at];
        if (before !== undefined && here !== undefined && before < 0 && here >= 0)
          return sample / samplesPerMs;
      }
    return nearMs;
  }
}
