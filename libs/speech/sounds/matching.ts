import type { Span } from '#contracts';
import { overlaps } from './events.js';
import { RealFft } from './fft.js';
import { longestHeadMs } from './fingerprint.js';
import { type Flattener, flatRate, readFlat } from './flatten.js';
import { quantile } from './levels.js';

const perMs = flatRate / 1000;
const transformSize = 32_768;
/** One best match is kept in each half second. */
const cellMs = 500;
const cell = cellMs * perMs;
/** With fewer cells than this (20 s) it cannot be said what an accidental match looks like. */
const leastCells = 40;
/**
 * A match counts when it stands this many times further above the median than the best tenth of all cells begins.
 * Accidental matches reached 4.0 in 15 minutes of speech, true ones went down to 3 and mostly past 6 (our measurement).
 */
const outlier = 4.5;
/** From here on a match is worth reporting: another detector may agree. */
const faint = 3;
/** However rare, a match weaker than this shares too little with the sound. */
const leastMatch = 0.14;
/** Energy under this share of the average is silence, where any match is rounding. */
const silentShare = 0.01;

/** A sound to look for: the flattened samples of its head. */
export interface Template {
  samples: Float32Array;
  /** Energy of the samples. */
  energy: number;
  /** Whole length of the sound it was taken from. */
  soundMs: number;
}

export interface Match {
  startMs: number;
  /** How alike the two are, 0 to 1: the same sound twice is near 1 where nothing else sounds. */
  value: number;
  strength: number;
  template: Template;
}

export const templateOf = (samples: Float32Array, soundMs: number): Template => ({
  samples,
  energy: samples.reduce((sum, value) => sum + value * value, 0),
  soundMs,
});

/**
 * The places where templates are heard: each is slid along the whole recording, both with flattened spectra, and matches
 * that stand far above that sound's accidental ones are taken. `length`: of the recording, in samples at 16 kHz.
 * Memory grows by 8 bytes a half second and template.
 */
export async function findMatches(
  flattener: Flattener,
  length: number,
  templates: readonly Template[],
  music: readonly Span[],
): Promise<Match[]> {
  const cells = Math.floor(length / 2 / cell);
  if (templates.length === 0 || cells < leastCells) return [];
  const grids = await matchAll(flattener, templates, cells);
  return strongest(grids.flatMap((grid, t) => outliers(grid, templates[t]!, music)));
}

/** What a match scores where accidental ones end. */
export const sureScore = 0.5;

/** How sure a match is; a much stronger one says little more. */
export const matchScore = ({ strength }: Match) =>
  Math.min(0.98, sureScore + (strength < outlier ? 0.15 : 0.1) * (strength - outlier));

/** Says how well each template matches (0 to 1) when it begins within half a second from `startMs`. */
export function localMatcher(flattener: Flattener, templates: readonly Template[]) {
  const correlator = new Correlator(templates);
  return async (startMs: number): Promise<{ template: Template; match: number }[]> => {
    correlator.load(await readFlat(flattener, Math.round(startMs * perMs), transformSize));
    return templates.map((template, t) => {
      const grid = { match: new Float32Array(1), at: new Int32Array(1) };
      correlator.fill(t, grid, 0, 1);
      return { template, match: grid.match[0]! };
    });
  };
}

interface Grid {
  /** Best match in each cell, 0 to 1, and where it was, in samples. */
  match: Float32Array;
  at: Int32Array;
}

async function matchAll(
  flattener: Flattener,
  templates: readonly Template[],
  cells: number,
): Promise<Grid[]> {
  const correlator = new Correlator(templates);
  const grids = templates.map(() => ({ match: new Float32Array(cells), at: new Int32Array(cells) }));
  const cellsAtOnce = Math.floor((transformSize - longestHeadMs * perMs) / cell);
  const step = cellsAtOnce * cell;
  for (let first = 0; first < cells; first += cellsAtOnce) {
    const block = await readFlat(flattener, first * cell, transformSize);
    correlator.load(block);
    for (const [t, grid] of grids.entries())
      correlator.fill(t, grid, first, Math.min(cells - first, step / cell));
  }
  return grids;
}

/** Normalised cross-correlation of one block with each template, through one forward transform. */
class Correlator {
  private readonly fft = new RealFft(transformSize);
  private readonly spectra: { re: Float64Array; im: Float64Array }[];
  private readonly re = new Float64Array(this.fft.bins);
  private readonly im = new Float64Array(this.fft.bins);
  private readonly productRe = new Float64Array(this.fft.bins);
  private readonly productIm = new Float64Array(this.fft.bins);
  private readonly correlation = new Float64Array(transformSize);
  private readonly energyBefore = new Float64Array(transformSize + 1);

  constructor(private readonly templates: readonly Template[]) {
    this.spectra = templates.map(({ samples }) => {
      const padded = new Float64Array(transformSize);
      padded.set(samples);
      const spectrum = { re: new Float64Array(this.fft.bins), im: new Float64Array(this.fft.bins) };
      this.fft.forward(padded, spectrum.re, spectrum.im);
      return spectrum;
    });
  }

  load(block: Float32Array): void {
    this.fft.forward(block, this.re, this.im);
    for (let n = 0; n < transformSize; n++)
      this.energyBefore[n + 1] = this.energyBefore[n]! + block[n]! * block[n]!;
  }

  /** Writes the best match of each of `count` cells from the block's start into the grid from cell `first`. */
  fill(t: number, grid: Grid, first: number, count: number): void {
    const { samples, energy } = this.templates[t]!;
    this.correlate(this.spectra[t]!);
    const least = (silentShare * this.energyBefore[transformSize]! * samples.length) / transformSize;
    for (let c = 0; c < count; c++) {
      let best = 0;
      let at = c * cell;
      for (let n = c * cell; n < (c + 1) * cell; n++) {
        const under = this.energyBefore[n + samples.length]! - this.energyBefore[n]! + least;
        const square = this.correlation[n]! * this.correlation[n]!;
        // A division a sample would cost more than the transform.
        if (square > best * under) {
          best = square / under;
          at = n;
        }
      }
      grid.match[first + c] = Math.sqrt(best / (energy + Number.MIN_VALUE));
      grid.at[first + c] = first * cell + at;
    }
  }

  private correlate(spectrum: { re: Float64Array; im: Float64Array }): void {
    for (let k = 0; k < this.fft.bins; k++) {
      this.productRe[k] = this.re[k]! * spectrum.re[k]! + this.im[k]! * spectrum.im[k]!;
      this.productIm[k] = this.im[k]! * spectrum.re[k]! - this.re[k]! * spectrum.im[k]!;
    }
    this.fft.inverse(this.productRe, this.productIm, this.correlation);
  }
}

function outliers({ match, at }: Grid, template: Template, music: readonly Span[]): Match[] {
  const inMusic = (c: number) =>
    music.some((span) => overlaps(span, { startMs: c * cellMs, endMs: (c + 1) * cellMs + template.soundMs }));
  const speech = match.filter((_, c) => !inMusic(c));
  const median = quantile(speech, 0.5);
  const spread = quantile(speech, 0.9) - median;
  const found: Match[] = [];
  match.forEach((value, c) => {
    const strength = (value - median) / spread;
    if (strength < faint || value < leastMatch || inMusic(c)) return;
    found.push({ startMs: at[c]! / perMs, strength, value, template });
  });
  return found;
}

/** Where several matches meet, the strongest. */
function strongest(matches: readonly Match[]): Match[] {
  const spanOf = ({ startMs, template }: Match) => ({ startMs, endMs: startMs + template.soundMs });
  const kept: Match[] = [];
  for (const match of [...matches].sort((a, b) => b.strength - a.strength))
    if (
      !kept.some((other) =>
        overlaps(
          spanOf(other),
          spanOf(match),
          -0.5 * Math.min(other.template.soundMs, match.template.soundMs),
        ),
      )
    )
      kept.push(match);
  return kept.sort((a, b) => a.startMs - b.startMs);
}
