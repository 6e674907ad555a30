import type { Span } from '#contracts';
import { PowerSpectrum } from './fft.js';
import { type PcmRecording, sampleRate } from './pcm-recording.js';

/** Low tones are looked at at 2 kHz, in windows of 128 ms every 16 ms: lines 8 Hz apart, placed to a tenth of that. */
const reduction = 8;
const lowRate = sampleRate / reduction;
const frame = 256;
const hop = 32;
const hopMs = (hop * 1000) / lowRate;
const blockFrames = 1024;
const lineHz = lowRate / frame;
/** What a phone's motor turns at; its second line is seldom lower. */
const lowestLine = Math.round(94 / lineHz);
const highestLine = Math.round(310 / lineHz);
/** A line moves by less than this share between frames. */
const drift = 0.012;
/** A tone is taken from where it comes to where it goes under this much below its own level. */
const holdDb = 3;
/** Fewer frames cannot show that a tone holds still. */
const leastFrames = 8;
/** A tone is seen from the middle of its first window on, less what half a window takes of its edges. */
const edgeMs = 48;
/** Power of a full-scale sine's line in dB. */
const fullDb = 20 * Math.log10(frame / 4);

/** A low tone that sounds without a break. */
export interface LowTone extends Span {
  hz: number;
  /** Of a sine of this strength, in dB of full scale. */
  db: number;
  /** Standard deviation of the frequency as a share of it, and of the level in dB. */
  wander: number;
  ripple: number;
}

interface Line {
  hz: number;
  db: number;
}

/** Tones from 94 to 310 Hz, in order of start; voices among them. 1.5 s of work an hour. */
export async function findLowTones(recording: Pick<PcmRecording, 'length' | 'read'>): Promise<LowTone[]> {
  const spectrum = new PowerSpectrum(frame);
  const frames = Math.max(0, Math.floor((recording.length / reduction - frame) / hop) + 1);
  const tones: LowTone[] = [];
  let live: { first: number; lines: Line[] }[] = [];
  const end = (track: { first: number; lines: Line[] }) => tones.push(...tonesOf(track.first, track.lines));
  for (let first = 0; first < frames; first += blockFrames) {
    const count = Math.min(blockFrames, frames - first);
    const samples = await readLow(recording, first * hop, (count - 1) * hop + frame);
    for (let f = 0; f < count; f++) {
      const free = new Set(peaks(spectrum.of(samples, f * hop)));
      const next: typeof live = [];
      for (const track of live) {
        const line = nearest(free, track.lines.at(-1)!.hz);
        if (line) {
          free.delete(line);
          track.lines.push(line);
          next.push(track);
        } else end(track);
      }
      for (const line of free) next.push({ first: first + f, lines: [line] });
      live = next;
    }
  }
  live.forEach(end);
  return tones.sort((a, b) => a.startMs - b.startMs);
}

/** `count` samples at 2 kHz from `start`: a mean over 16, weighed as a triangle, keeps what is higher 40 dB down. */
async function readLow(
  recording: Pick<PcmRecording, 'read'>,
  start: number,
  count: number,
): Promise<Float32Array> {
  const samples = await recording.read((start - 1) * reduction, (count + 1) * reduction);
  return Float32Array.from({ length: count }, (_, n) => {
    let sum = 0;
    for (let k = 0; k < reduction; k++)
      sum += samples[n * reduction + k]! * k + samples[(n + 1) * reduction + k]! * (reduction - k);
    return sum / reduction ** 2;
  });
}

function peaks(power: Float64Array): Line[] {
  const dbOf = (k: number) => 10 * Math.log10(power[k]! + Number.MIN_VALUE) - fullDb;
  const found: Line[] = [];
  for (let k = lowestLine; k <= highestLine; k++) {
    if (power[k]! <= power[k - 1]! || power[k]! < power[k + 1]!) continue;
    const [left, middle, right] = [dbOf(k - 1), dbOf(k), dbOf(k + 1)] as const;
    const shift = (0.5 * (left - right)) / (left - 2 * middle + right || -1);
    found.push({ hz: (k + shift) * lineHz, db: middle - 0.25 * (left - right) * shift });
  }
  return found;
}

function nearest(lines: Iterable<Line>, hz: number): Line | undefined {
  let best: Line | undefined;
  for (const line of lines)
    if (Math.abs(line.hz - hz) < drift * hz && (!best || Math.abs(line.hz - hz) < Math.abs(best.hz - hz)))
      best = line;
  return best;
}

/** The stretches of one line that hold its level; a room joins two tones by its echo. */
function tonesOf(first: number, lines: readonly Line[]): LowTone[] {
  if (lines.length < leastFrames) return [];
  const loud = lines.map(({ db }) => db).sort((a, b) => b - a)[Math.floor(lines.length / 3)]!;
  const tones: LowTone[] = [];
  let start = -1;
  for (let n = 0; n <= lines.length; n++) {
    const holds = n < lines.length && lines[n]!.db > loud - holdDb;
    if (holds && start < 0) start = n;
    if (!holds && start >= 0) {
      if (n - start >= leastFrames) tones.push(toneOf(first + start, lines.slice(start, n)));
      start = -1;
    }
  }
  return tones;
}

function toneOf(first: number, lines: readonly Line[]): LowTone {
  const hz = lines.map((line) => line.hz);
  const db = lines.map((line) => line.db);
  return {
    startMs: first * hopMs + edgeMs,
    endMs: (first + lines.length - 1) * hopMs + (frame * 1000) / lowRate - edgeMs,
    hz: mean(hz),
    db: mean(db),
    wander: deviation(hz) / mean(hz),
    ripple: deviation(db),
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};
