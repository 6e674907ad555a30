import type { Span } from '#contracts';
import { likeness, type VoiceVector } from './likeness.js';

/** A turn in the middle of a phrase must win this much likeness (a second of a clear difference) … */
const turnCost = 0.6;
/** … and one at a pause as long as this only a third. */
const pauseMs = 350;
const turnCostAtPause = 0.2;

/**
 * Whose voice says each word: the likeliest sequence, in which turns cost something and cost less at pauses.
 * @param words in order
 * @param windows in order; `vectors[i]` is how `windows[i]` sounds
 * @returns for each word the index of a voice
 */
export function whoSpeaks(
  words: Span[],
  windows: Span[],
  vectors: VoiceVector[],
  voices: VoiceVector[],
): number[] {
  const likenesses = vectors.map((vector) => voices.map((voice) => likeness(vector, voice)));
  const from: number[][] = [];
  let best = voices.map(() => 0);
  let first = 0;
  for (const [i, word] of words.entries()) {
    while (first < windows.length && windows[first]!.endMs <= word.startMs) first++;
    const heard = heardIn(word, windows, likenesses, first, voices.length);
    const before = words[i - 1];
    const cost = before && word.startMs - before.endMs >= pauseMs ? turnCostAtPause : turnCost;
    const leader = best.indexOf(Math.max(...best));
    from.push(best.map((score, voice) => (best[leader]! - cost > score ? leader : voice)));
    best = best.map((score, voice) => Math.max(score, best[leader]! - cost) + heard[voice]!);
  }
  return backwards(from, best.indexOf(Math.max(...best)));
}

/** How much a word sounds like each voice: mean likeness of the windows over it, the more the longer the word is. */
function heardIn(
  word: Span,
  windows: Span[],
  likenesses: number[][],
  first: number,
  voices: number,
): number[] {
  const sums = new Array<number>(voices).fill(0);
  const middle = (word.startMs + word.endMs) / 2;
  let weights = 0;
  for (let i = first; i < windows.length && windows[i]!.startMs < word.endMs; i++) {
    const { startMs, endMs } = windows[i]!;
    // A window says most of what lies in its middle.
    const weight = Math.max(0.05, 1 - Math.abs(middle - (startMs + endMs) / 2) / ((endMs - startMs) / 2));
    weights += weight;
    for (let voice = 0; voice < voices; voice++) sums[voice]! += weight * likenesses[i]![voice]!;
  }
  const seconds = Math.max(0.1, (word.endMs - word.startMs) / 1000);
  return sums.map((sum) => (weights > 0 ? (sum / weights) * seconds * evidence : 0));
}
/** Likeness a second of speech counts for. */
const evidence = 4;

function backwards(from: number[][], last: number): number[] {
  const path = new Array<number>(from.length);
  let voice = last;
  for (let i = from.length - 1; i >= 0; i--) {
    path[i] = voice;
    voice = from[i]![voice]!;
  }
  return path;
}
