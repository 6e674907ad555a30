import type { Span } from '#contracts';
import type { FoundSound, Soundscape } from './events.js';
import { longestHeadMs, shortestSoundMs } from './fingerprint.js';
import { Flattener, flatRate, readFlat } from './flatten.js';
import { findMatches, matchScore, type Template, templateOf } from './matching.js';
import type { PcmRecording } from './pcm-recording.js';

const perMs = flatRate / 1000;
/** An episode rings with few different sounds; each costs 1.5 s an hour. */
const mostTemplates = 8;
/** Two seeds this alike are one sound. */
const sameSound = 0.5;
/** How far two seeds may be shifted against each other when they are compared. */
const seedShiftMs = 60;

/** Other places where the sounds of the gaps (`seeds`) are heard, mostly under speech. */
export async function findRecurrences(
  recording: PcmRecording,
  scene: Soundscape,
  seeds: readonly FoundSound[],
  music: readonly Span[],
): Promise<FoundSound[]> {
  const flattener = Flattener.for(recording, scene.speechDb);
  const templates = await chooseTemplates(flattener, seeds);
  const matches = await findMatches(flattener, recording.length, templates, music);
  return matches.map((match) => ({
    startMs: match.startMs,
    endMs: match.startMs + match.template.soundMs,
    score: matchScore(match),
    by: 'recurrence',
  }));
}

/** The loudest seed of each different sound, at most `mostTemplates`. */
async function chooseTemplates(flattener: Flattener, seeds: readonly FoundSound[]): Promise<Template[]> {
  const templates: Template[] = [];
  for (const seed of [...seeds].sort((a, b) => b.score - a.score)) {
    const soundMs = seed.endMs - seed.startMs;
    if (soundMs < shortestSoundMs) continue;
    const length = Math.round(Math.min(soundMs, longestHeadMs) * perMs);
    const margin = seedShiftMs * perMs;
    const around = await readFlat(flattener, Math.round(seed.startMs * perMs) - margin, length + 2 * margin);
    if (templates.some((template) => bestMatch(template, around) > sameSound)) continue;
    const samples = around.slice(margin, margin + length);
    templates.push(templateOf(samples, soundMs));
    if (templates.length === mostTemplates) break;
  }
  return templates;
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
