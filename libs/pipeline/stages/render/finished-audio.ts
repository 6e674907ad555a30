import { join } from 'node:path';
import { inputFailure, type Loudness } from '#contracts';
import { audioFormats, type Level, measureLoudness, startEncoder, startMeter } from '#media';
import type { Log } from '../../define-stage.js';
import { findLevel } from './level-search.js';
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
/** How often a file whose peaks came out too high is encoded anew. */
const mostEncodings = 3;
/** What the finished file may be off the target. */
const toleratedLu = 0.4;

/**
 * Makes the finished file: measures the edited audio, finds the level, encodes, and measures what came out.
 * The figures it returns are those of the file as a listener decodes it.
 */
export async function finishAudio(
  edit: Edit,
  settings: RenderSettings,
  publishedMs: number,
  { scratch, log, signal, progress }: Tools,
): Promise<{ path: string; loudness: Loudness }> {
  const { sampleRate, plan } = edit;
  const shape = { sampleRate, channels: plan.channels, durationMs: publishedMs, signal };
  const targetLufs = (plan.channels === 1 && settings.monoLufs) || settings.targetLufs;
  const format = settings.format;
  const path = join(scratch, `episode.${audioFormats[format].extension}`);
  const bitrateKbps = settings.bitrateKbps ?? (format === 'mp3' ? 64 : 48) * plan.channels;
  const meter = (level?: Level) =>
    play(
      edit,
      (both) => startMeter({ ...shape, signal: both, peak: 'sample', ...(level ? { level } : {}) }),
      signal,
      () => undefined,
    );

  progress(0.1, 'measuring loudness');
  const plain = await meter();
  const measured = { loudness: plain, samplePeakDb: plain.truePeakDbtp };
  let ceilingDb = settings.truePeakDbtp - headroomDb;
  let level = await findLevel(measured, targetLufs, ceilingDb, meter);

  for (let encoding = 1; ; encoding++) {
    const report = (fraction: number) => progress(0.4 + 0.4 * fraction, 'cutting and encoding');
    await play(
      edit,
      (both) => startEncoder(path, { ...shape, signal: both, format, bitrateKbps, level }),
      signal,
      report,
    );
    progress(0.85, 'checking the finished file');
    const loudness = await measureLoudness(path, {
      container: audioFormats[format].container,
      durationMs: publishedMs,
      signal,
    });
    const tooHigh = (loudness.truePeakDbtp ?? -Infinity) - settings.truePeakDbtp;
    const off = loudness.integratedLufs === null ? 0 : targetLufs - loudness.integratedLufs;
    if (tooHigh <= 0 && Math.abs(off) <= toleratedLu) return { path, loudness };
    if (encoding === mostEncodings) {
      log.warn('the finished file misses its level', { targetLufs, ...loudness });
      return { path, loudness };
    }
    ceilingDb -= Math.max(0, tooHigh) + 0.1;
    level = { gainDb: level.gainDb + off, ceilingDb };
  }
}

/** @throws Failure (input) when the edit list leaves nothing */
export function mustKeepSomething(publishedMs: number): void {
  if (publishedMs > 0) return;
  throw inputFailure(
    'The cuts take out the whole recording: nothing would be left to publish.',
    'Reject some of the cuts; each one can be rejected on its own.',
  );
}
