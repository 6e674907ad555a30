import { join } from 'node:path';
import { z } from 'zod';
import type { Loudness } from '#contracts';
import { type AudioFormat, audioFormats, type Level, measureLoudness, startEncoder } from '#media';
import type { Log, Partials } from '../../define-stage.js';
import { firstLevel, nextLevel, type Tried } from './level-search.js';
import { type Edit, play } from './play.js';
import type { RenderSettings } from './settings.js';

interface Tools {
  scratch: string;
  log: Log;
  partials: Partials;
  signal: AbortSignal;
  progress(fraction: number, phase: string): void;
}

/** Samples are limited this far below the true-peak limit: what lies between samples and what the encoder adds. */
const headroomDb = 0.7;
/** How often a file that came out too loud, too quiet or too high in its peaks is encoded in all. */
const mostEncodings = 6;
/** An encoder's overshoot does not fall as fast as the ceiling on noisy sound, so a step is longer than what is needed. */
const stepDown = (tooHighDb: number) => 1.5 * tooHighDb + 0.3;
/** What the finished file may be off the target. */
const toleratedLu = 0.4;
/** Where the encodings end on the progress bar; each takes half of what is left, since their number is not known before. */
const encodingEnds = 0.95;
/** In kbit/s, mono and stereo, for each further pair of channels again as much: what directories advise for speech with some music. */
const usualBitrate: Record<AudioFormat, [number, number]> = { mp3: [96, 128], m4a: [64, 96], opus: [48, 80] };

/**
 * Makes the finished file: encodes at the level that the recording's own loudness suggests, measures what came out,
 * and encodes again where the cuts, a limiter or the encoder made it miss. The figures it returns are those of the
 * file as a listener decodes it.
 */
export async function finishAudio(
  edit: Edit,
  source: Loudness,
  settings: RenderSettings,
  publishedMs: number,
  tools: Tools,
): Promise<{ path: string; loudness: Loudness }> {
  const targetLufs =
    edit.plan.channels === 1 ? (settings.monoLufs ?? settings.targetLufs) : settings.targetLufs;
  const encode = encoderOf(edit, settings, publishedMs, tools);
  let ceilingDb = settings.truePeakDbtp - headroomDb;
  let level = await lastLevel(tools.partials);
  if (level) ceilingDb = level.ceilingDb ?? ceilingDb;
  else level = firstLevel(source, targetLufs, ceilingDb);
  const tried: Tried[] = [];
  for (;;) {
    const finished = await encode(level);
    const { integratedLufs, truePeakDbtp } = finished.loudness;
    const tooHigh = truePeakDbtp === null ? 0 : Math.max(0, truePeakDbtp - settings.truePeakDbtp);
    const lufs = integratedLufs ?? targetLufs; // silence has no loudness to miss
    if (tooHigh === 0 && Math.abs(targetLufs - lufs) <= toleratedLu) {
      await tools.partials.save(levelPart, level);
      return finished;
    }
    tried.push({ level, lufs });
    ceilingDb -= tooHigh > 0 ? stepDown(tooHigh) : 0;
    const next = nextLevel(tried, source, targetLufs, ceilingDb, tooHigh > 0);
    const nothingLeftToTry = next.gainDb === level.gainDb && next.ceilingDb === level.ceilingDb;
    if (nothingLeftToTry || tried.length === mostEncodings) {
      tools.log.warn('the finished file misses its level', { targetLufs, ...finished.loudness });
      return finished;
    }
    level = next;
  }
}

/** The level that was right when this recording was rendered with other cuts: nearly always right again, at once. */
async function lastLevel(partials: Partials): Promise<Level | null> {
  return savedLevel.parse((await partials.load(levelPart)) ?? null);
}
const levelPart = 'level';
const savedLevel = z.object({ gainDb: z.number(), ceilingDb: z.number().nullable() }).nullable();

/** One pass over the edited audio into the finished file, and a look at what came out. */
function encoderOf(
  edit: Edit,
  settings: RenderSettings,
  publishedMs: number,
  { scratch, signal, progress }: Tools,
) {
  const { format } = settings;
  const { extension, container } = audioFormats[format];
  const { channels } = edit.plan;
  const shape = { sampleRate: edit.sampleRate, channels, durationMs: publishedMs };
  const [mono, stereo] = usualBitrate[format];
  const bitrateKbps = settings.bitrateKbps ?? (channels === 1 ? mono : (stereo * channels) / 2);
  const path = join(scratch, `episode.${extension}`);
  let encodings = 0;

  return async (level: Level): Promise<{ path: string; loudness: Loudness }> => {
    const from = encodingEnds * (1 - 0.5 ** encodings++);
    const report = (fraction: number) =>
      progress(from + ((encodingEnds - from) / 2) * fraction, 'cutting and encoding');
    const open = (both: AbortSignal) =>
      startEncoder(path, { ...shape, signal: both, format, bitrateKbps, level });
    await play(edit, open, signal, report);
    progress(from + (encodingEnds - from) / 2, 'checking the finished file');
    return { path, loudness: await measureLoudness(path, { container, durationMs: publishedMs, signal }) };
  };
}
