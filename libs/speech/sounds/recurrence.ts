import type { Span } from '#contracts';
import type { FoundSound, Soundscape } from './events.js';
import { longestHeadMs, shortestSoundMs } from './fingerprint.js';
import { Flattener, flatRate, readFlat } from './flatten.js';
import { peakIn } from './heard-sounds.js';
import { findMatches, type Match, matchScore, sureScore, type Template, templateOf } from './matching.js';
import type { PcmRecording } from './pcm-recording.js';

const perMs = flatRate / 1000;
/** An episode rings with few different sounds; each costs 1.5 s an hour. */
const mostTemplates = 8;
/** Two seeds this alike are one sound. */
const sameSound = 0.5;
/** How far two seeds may be shifted against each other when they are compared. */
const seedShiftMs = 60;

/** What the network gives less than this may be a laugh, a door, a note of a bed: where it is heard again says little. */
const leastLikely = 0.5;
/**
 * Unless it is the very same sound: chimes that the network does not know were 0.73 like themselves in another pause, and
 * stood out by 9; doors, keys and laughter reached 0.5; the notes of a bed are alike, but too many to stand out by 7.
 */
const leastTwin = 0.7;
const leastTwinStrength = 8;
/** A faint match counts where the network does not deny it; a short one is like many a click, a door's latch for one. */
const leastHeard = 0.1;
const shortMs = 200;
const leastHeardShort = 0.6;
/**
 * A door shuts twice alike: such matches scored up to 0.68 where the network gave up to 0.84. What it is surer of, or what
 * stands out like the very same chime (0.92 and more), is believed; of 21 short ones that were true, two were neither.
 */
const sureHeardShort = 0.88;
const sureShort = 0.9;
/** Such a match needs no other detector: one more under speech is found than at 0.7, and one in a hundred more is wrong. */
const sureMatch = 0.6;

interface SeededSearch {
  /** Sounds of the gaps. */
  seeds: readonly FoundSound[];
  music: readonly Span[];
  /** The network's answers. */
  notification: Float32Array;
}

/**
 * Other places where the sounds of the gaps are heard, mostly under speech, faint ones too. A seed that is heard again
 * elsewhere is itself such a place: its match with itself would say nothing.
 */
export async function findRecurrences(
  recording: PcmRecording,
  scene: Soundscape,
  { seeds, music, notification }: SeededSearch,
): Promise<FoundSound[]> {
  const isLikely = (seed: FoundSound) => peakIn(notification, seed) >= leastLikely;
  const surer = (a: FoundSound, b: FoundSound) =>
    Number(isLikely(b)) - Number(isLikely(a)) || b.score - a.score;
  const flattener = Flattener.for(recording, scene.speechDb);
  const chosen = await chooseTemplates(flattener, [...seeds].sort(surer));
  const templates = chosen.map(({ template }) => template);
  const matches = await findMatches(flattener, recording.length, templates, music);
  return chosen.flatMap(({ seed, template }) => {
    const again = matches.filter(
      (match) => match.template === template && Math.abs(match.startMs - seed.startMs) > template.soundMs,
    );
    if (!isLikely(seed) && !again.some(isTwin)) return [];
    const found = again
      .map((match) => recurrence(match.startMs, template.soundMs, matchScore(match)))
      .filter((match) => isBelieved(match, peakIn(notification, match)))
      .map((match) => ({ ...match, doubted: isLikeADoor(match, peakIn(notification, match)) }));
    return found.some(({ score }) => score >= sureScore)
      ? [...found, recurrence(seed.startMs, template.soundMs, sureScore)]
      : found;
  });
}

const isTwin = ({ value, strength }: Match) => value >= leastTwin && strength >= leastTwinStrength;

const isBelieved = ({ startMs, endMs, score }: FoundSound, heard: number) =>
  score >= sureMatch || heard >= (endMs - startMs < shortMs ? leastHeardShort : leastHeard);

const isLikeADoor = ({ startMs, endMs, score }: FoundSound, heard: number) =>
  endMs - startMs < shortMs && heard < sureHeardShort && score < sureShort;

const recurrence = (startMs: number, soundMs: number, score: number): FoundSound => ({
  startMs,
  endMs: startMs + soundMs,
  score,
  by: 'recurrence',
});

interface Chosen {
  seed: FoundSound;
  template: Template;
}

/** The first of each different sound, at most `mostTemplates`. */
async function chooseTemplates(flattener: Flattener, seeds: readonly FoundSound[]): Promise<Chosen[]> {
  const chosen: Chosen[] = [];
  for (const seed of seeds) {
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
