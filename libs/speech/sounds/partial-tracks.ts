import { PowerSpectrum } from './fft.js';
import { type PcmRecording, sampleRate } from './pcm-recording.js';

/** 64 ms windows tell 15 Hz apart; a hop of 8 ms places an attack. */
const frame = 1024;
const hop = 128;
const hopMs = (hop / sampleRate) * 1000;
/** Half the window: a track is centred on its frames. */
const centreMs = (frame / 2 / sampleRate) * 1000;
const blockFrames = 512;

/** Under 350 Hz every voice is steady; over 7.6 kHz codecs make steady lines of their own. */
const lowestBin = Math.round((350 * frame) / sampleRate);
const highestBin = Math.round((7600 * frame) / sampleRate);
/** A peak stands this factor (12 dB, as fourth roots of power) over the mean of 20 lines to each side. */
const prominence = 2;
const neighbourhood = 20;
/** Fourth root of the power of a line 50 dB under full scale in this window. */
const leastLine = (10 ** (-50 / 20)) ** 0.5;
/** A line may move by this share of its frequency between frames, or by 4 Hz. */
const drift = 0.004;
const driftHz = 4;
/** Shorter tracks are noise; they are not kept. */
const leastFrames = 8;

/** A spectral line followed over time. */
export interface PartialTrack {
  startMs: number;
  endMs: number;
  frames: number;
  hz: number;
  /** Standard deviation of the frequency, in thousandths. */
  wander: number;
  /** Change of level in dB a second, by least squares. */
  slopeDbPerSecond: number;
  /** Where the loudest frame lies, 0 (first) to 1 (last). */
  peakAt: number;
  meanDb: number;
}

interface Line {
  hz: number;
  db: number;
}

interface LiveTrack {
  first: number;
  hz: number[];
  db: number[];
}

/** Follows all prominent spectral lines of a recording; memory grows with the tracks found, not with the samples. */
export async function trackPartials(
  recording: Pick<PcmRecording, 'length' | 'read'>,
): Promise<PartialTrack[]> {
  const spectrum = new LineFinder();
  const frames = Math.max(0, Math.floor((recording.length - frame) / hop) + 1);
  const done: PartialTrack[] = [];
  let live: LiveTrack[] = [];
  for (let first = 0; first < frames; first += blockFrames) {
    const count = Math.min(blockFrames, frames - first);
    const samples = await recording.read(first * hop, (count - 1) * hop + frame);
    for (let f = 0; f < count; f++) live = extend(live, spectrum.find(samples, f * hop), first + f, done);
  }
  extend(live, [], frames, done);
  return done.sort((a, b) => a.startMs - b.startMs);
}

/** Gives each live track the nearest line within its drift; tracks without one end, lines without one begin a track. */
function extend(
  live: readonly LiveTrack[],
  lines: readonly Line[],
  frameIndex: number,
  done: PartialTrack[],
): LiveTrack[] {
  const free = new Set(lines.keys());
  const next: LiveTrack[] = [];
  for (const track of live) {
    const last = track.hz.at(-1)!;
    const reach = Math.max(drift * last, driftHz);
    let nearest = -1;
    for (const n of free) {
      const distance = Math.abs(lines[n]!.hz - last);
      if (distance < reach && (nearest < 0 || distance < Math.abs(lines[nearest]!.hz - last))) nearest = n;
    }
    if (nearest >= 0) {
      free.delete(nearest);
      track.hz.push(lines[nearest]!.hz);
      track.db.push(lines[nearest]!.db);
      next.push(track);
    } else if (track.hz.length >= leastFrames) done.push(summary(track));
  }
  for (const n of free) next.push({ first: frameIndex, hz: [lines[n]!.hz], db: [lines[n]!.db] });
  return next;
}

function summary({ first, hz, db }: LiveTrack): PartialTrack {
  const frames = hz.length;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / frames;
  const meanHz = mean(hz);
  const meanDb = mean(db);
  const middle = (frames - 1) / 2;
  const covariance = db.reduce((sum, value, n) => sum + (n - middle) * (value - meanDb), 0);
  const variance = (frames * (frames * frames - 1)) / 12;
  return {
    startMs: first * hopMs + centreMs / 2,
    endMs: (first + frames) * hopMs + 1.5 * centreMs,
    frames,
    hz: meanHz,
    wander: (Math.sqrt(mean(hz.map((value) => (value - meanHz) ** 2))) / meanHz) * 1000,
    slopeDbPerSecond: (covariance / variance / hopMs) * 1000,
    peakAt: db.indexOf(Math.max(...db)) / frames,
    meanDb,
  };
}

/** Finds the prominent lines of one frame. */
class LineFinder {
  private readonly spectrum = new PowerSpectrum(frame);
  /** Fourth root of each line's power, and their running sum. */
  private readonly root = new Float64Array(frame / 2 + 1);
  private readonly sum = new Float64Array(frame / 2 + 2);

  find(samples: Float32Array, offset: number): Line[] {
    const { root, sum } = this;
    const power = this.spectrum.of(samples, offset);
    const last = frame / 2;
    for (let k = 0; k <= last; k++) {
      root[k] = Math.sqrt(Math.sqrt(power[k]!));
      sum[k + 1] = sum[k]! + root[k]!;
    }
    const lines: Line[] = [];
    for (let k = lowestBin; k < highestBin; k++) {
      const value = root[k]!;
      if (value <= root[k - 1]! || value < root[k + 1]! || value < leastLine) continue;
      const from = k - neighbourhood;
      const to = Math.min(last, k + neighbourhood);
      const mean = (sum[to + 1]! - sum[from]!) / (to + 1 - from);
      if (value > prominence * mean) lines.push(interpolate(root[k - 1]!, value, root[k + 1]!, k));
    }
    return lines;
  }
}

/** The top of a parabola through three lines, in dB (fourth roots of power: 40 log10). */
function interpolate(left: number, middle: number, right: number, k: number): Line {
  const [a, b, c] = [left, middle, right].map((value) => 40 * Math.log10(value + Number.MIN_VALUE)) as [
    number,
    number,
    number,
  ];
  const curve = a - 2 * b + c;
  const shift = curve === 0 ? 0 : (0.5 * (a - c)) / curve;
  return { hz: ((k + shift) * sampleRate) / frame, db: b - 0.25 * (a - c) * shift };
}
