import { join } from 'node:path';
import type { Loudness } from '#contracts';
import {
  type AudioFormat,
  audioFormats,
  type Level,
  measureLoudness,
  startEncoder,
  startMeter,
} from '#media';
import type { Log } from '../../define-stage.js';
import { assumedSlope, findLevel } from './level-search.js';
import { type Edit, play } from './play.js';
import type { RenderSettings } from './settings.js';

interface Tools {
  scratch: string;
  log: Log;
  signal: AbortSignal;
  progress(fraction: number, phase: string): void;
}

/** Samples are limited this far below the true-peak limit: what lies between samples and what the encoder adds. */
const headroomDb = 0.7;
/** How often a file that came out too loud, too quiet or too high in its peaks is encoded in all. */
const mostEncodings = 4;
/** An encoder's overshoot does not fall as fast as the ceiling on noisy sound, so a step is longer than what is needed. */
const stepDown = (tooHighDb: number) => 1.5 * tooHighDb + 0.3;
/** What the finished file may be off the target. */
const toleratedLu = 0.4;
/** Where measuring and encoding end on the progress bar. */
const bar = { measuring: 0.4, encoding: 0.8 };
/** In kbit/s, mono and stereo: what directories advise for speech with some music. */
const usualBitrate: Record<AudioFormat, [number, number]> = { mp3: [96, 128], m4a: [64, 96], opus: [48, 80] };

/**
 * Makes the finished file: measures the edited audio, finds the level, encodes, and measures what came out.
 * The figures it returns are those of the file as a listener decodes it.
 */
export async function finishAudio(
  edit: Edit,
  settings: RenderSettings,
  publishedMs: number,
  tools: Tools,
): Promise<{ path: string; loudness: Loudness }> {
  const targetLufs =
    edit.plan.channels === 1 ? (settings.monoLufs ?? settings.targetLufs) : settings.targetLufs;
  const passes = passesOver(edit, settings, publishedMs, tools);
  let ceilingDb = settings.truePeakDbtp - headroomDb;
  let level = await findLevel(await passes.measure(), targetLufs, ceilingDb, passes.measure);
  for (let encoding = 1; ; encoding++) {
    const finished = await passes.encode(level);
    const { integratedLufs, truePeakDbtp } = finished.loudness;
    const missing = integratedLufs === null ? 0 : targetLufs - integratedLufs;
    const tooHigh = truePeakDbtp === null ? 0 : Math.max(0, truePeakDbtp - settings.truePeakDbtp);
    if (tooHigh === 0 && Math.abs(missing) <= toleratedLu) return finished;
    if (encoding === mostEncodings) {
      tools.log.warn('the finished file misses its level', { targetLufs, ...finished.loudness });
      return finished;
    }
    ceilingDb -= tooHigh > 0 ? stepDown(tooHigh) : 0;
    const slope = level.ceilingDb === null ? 1 : assumedSlope;
    level = { gainDb: level.gainDb + missing / slope, ceilingDb };
  }
}

/** The two things a pass over the edited audio can end in. */
function passesOver(
  edit: Edit,
  settings: RenderSettings,
  publishedMs: number,
  { scratch, signal, progress }: Tools,
) {
  const { format } = settings;
  const { extension, container } = audioFormats[format];
  const { channels } = edit.plan;
  const shape = { sampleRate: edit.sampleRate, channels, durationMs: publishedMs };
  const bitrateKbps = settings.bitrateKbps ?? usualBitrate[format][channels === 1 ? 0 : 1];
  const path = join(scratch, `episode.${extension}`);
  let measured = 0;

  return {
    /** Loudness of the edited audio at a level; its peak is that of the samples. */
    measure(level?: Level): Promise<Loudness> {
      // How many passes it takes is not known before: each takes half of what is left of its part of the bar.
      const from = bar.measuring * (1 - 0.5 ** measured++);
      const report = (fraction: number) =>
        progress(from + ((bar.measuring - from) / 2) * fraction, 'measuring loudness');
      const open = (both: AbortSignal) =>
        startMeter({ ...shape, signal: both, peak: 'sample', ...(level ? { level } : {}) });
      return play(edit, open, signal, report);
    },

    async encode(level: Level): Promise<{ path: string; loudness: Loudness }> {
      const report = (fraction: number) =>
        progress(bar.measuring + (bar.encoding - bar.measuring) * fraction, 'cutting and encoding');
      const open = (both: AbortSignal) =>
        startEncoder(path, { ...shape, signal: both, format, bitrateKbps, level });
      await play(edit, open, signal, report);
      progress(bar.encoding, 'checking the finished file');
      return { path, loudness: await measureLoudness(path, { container, durationMs: publishedMs, signal }) };
    },
  };
}
