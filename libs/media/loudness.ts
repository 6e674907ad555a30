import { Failure, type Loudness } from '#contracts';

/**
 * EBU R128 scanner. `peak=true` oversamples to 192 kHz and costs three times as much as loudness alone.
 * Frame lines are hidden: only the summary at the end is read.
 */
export const loudnessFilter = (peak: 'none' | 'sample' | 'true'): string =>
  `ebur128=framelog=verbose:peak=${peak}`;

/** ebur128 prints this for a file in which no block passed the absolute gate (EBU Tech 3341: −70 LUFS). */
const gateLufs = -70;

const figure = (summary: string, label: RegExp): number | null => {
  const value = Number.parseFloat(label.exec(summary)?.[1] ?? 'nan');
  return Number.isFinite(value) ? value : null;
};

/** Reads ffmpeg's loudness summary. Silence has no loudness and no peak: null. */
export function parseLoudness(stderr: string): Loudness {
  const at = stderr.lastIndexOf('Integrated loudness:');
  if (at < 0)
    throw new Failure('bug', 'ffmpeg gave no loudness summary.', 'Please report this with the file.');
  const summary = stderr.slice(at);
  const integrated = figure(summary, /I:\s+(\S+) LUFS/);
  const silent = integrated === null || integrated <= gateLufs;
  return {
    integratedLufs: silent ? null : integrated,
    truePeakDbtp: figure(summary, /Peak:\s+(\S+) dBFS/),
    rangeLu: silent ? null : figure(summary, /LRA:\s+(\S+) LU/),
  };
}
