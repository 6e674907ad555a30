import type { Span } from '#contracts';
import type { FoundSound, Soundscape } from './events.js';
import { longestHeadMs, shortestSoundMs } from './fingerprint.js';
import { Flattener, flatRate, readFlat } from './flatten.js';
import { findMatches, matchScore, sureScore, type Template, templateOf } from './matching.js';
import type { PcmRecording } from './pcm-recording.js';

const perMs = flatRate / 1000;
/** An episode rings with few different sounds; each costs 1.5 s an hour. */
const mostTemplates = 8;
/** Two seeds this alike are one sound. */
const sameSound = 0.5;
/** How far two seeds may be shifted against each other when they are compared. */
const seedShiftMs = 60;

/**
 * Other places where the sounds of the gaps (`seeds`) are heard, mostly under speech, faint ones too. A seed that is heard
 * again elsewhere is itself such a place: its match with itself would say nothing.
 */
export async function findRecurrences(
  recording: PcmRecording,
  scene: Soundscape,
  seeds: readonly FoundSound[],
  music: readonly Span[],
): Promise<FoundSound[]> {
  const flattener = Flattener.for(recording, scene.speechDb);
  const chosen = await chooseTemplates(flattener, seeds);
  const templates = chosen.map(({ template }) => template);
  const matches = await findMatches(flattener, recording.length, templates, music);
  return chosen.flatMap(({ seed, template }) => {
    const again = matches.filter(
      (match) => match.template === template && Math.abs(match.startMs - seed.startMs) > template.soundMs,
    );
    const recurrence = (startMs: number, score: number): FoundSound => ({
      startMs,
      endMs: startMs + template.soundMs,
      score,
      by: 'recurrence',
    });
    const found = again.map((match) => recurrence(match.startMs, matchScore(match)));
    return found.some(({ score }) => score >= sureScore)
      ? [...found, recurrence(seed.startMs, sureScore)]
      : found;
  });
}

interface Chosen {
  seed: FoundSound;
  template: Template;
}

/** The surest of each different sound, at most `mostTemplates`. */
async function chooseTemplates(flattener: Flattener, seeds: readonly FoundSound[]): Promise<Chosen[]> {
  const chosen: Chosen[] = [];
  for (const seed of [...seeds].sort((a, b) => b.score - a.score)) {
    const soundMs = seed.endMs - seed.startMs;
    if (soundMs < shortestSoundMs) continue;
    const length = Math.round(Math.min(soundMs, longestHeadMs) * perMs);
    const margin = seedShiftMs * perMs;
    const around = await readFlat(flattener, Math.round(seed.startMs * perMs) - margin, length + 2 * margin);
    if (chosen.some(({ template }) => bestMatch(template, around) > sameSound)) continue;
    const samples = around.slice(margin, margin + length);
    chosen.push({ seed, template: templateOf(samples, soundMs) });
    if (chosen.length === mostTemplates) break;
  }
  return chosen;
}

const energyOf = (samples: Float32Array) => samples.reduce((sum, value) => sum + value * value, 0);

function bestMatch({ samples, energy }: Template, around: Float32Array): number {
  let best = 0;
  for (let shift = 0; shift + samples.length <= around.length; shift++) {
    let product = 0;
    for (let n = 0; n < samples.length; n++) product += samples[n]! * around[shift + n]!;
    const other = energyOf(around.subarray(shift, shift + samples.length));
    best = Math.max(best, Math.abs(product) / Math.sqrt(energy * other + Number.MIN_VALUE));
  }
  return best;
}
