import type { Word } from '#contracts';
import { type Energy, measureEnergy } from '../audio/energy.js';
import { markFillers } from '../fillers/mark-fillers.js';
import type { ChunkResult, SpeechChunk } from '../transcriber.js';
import { startAtVowels } from '../word-times/hesitation-starts.js';
import { type Attempt, bestAttempt, suspicion } from './attempt.js';
import { type Dropped, dropInvented } from './drop-invented.js';

/**
 * Hears one chunk with any engine: tries its ways in order until a text is believed, or takes the best of them; then
 * marks fillers, finds where they begin, and drops what no sound stands behind.
 * @param attempt gives words timed within the chunk and snapped to its sound
 * @returns words and drops at absolute times
 */
export async function hearChunk<Way>(
  samples: Float32Array,
  chunk: SpeechChunk,
  language: string,
  ways: Way[],
  attempt: (way: Way, energy: Energy) => Promise<Attempt>,
): Promise<ChunkResult> {
  const energy = measureEnergy(samples);
  const heard = await believable(ways, energy, language, attempt);
  const words = startAtVowels(markFillers(heard.words, language), samples);
  const { kept, dropped } = dropInvented(words, heard, energy);
  const shift = <T extends Word | Dropped>(timed: T): T => ({
    ...timed,
    startMs: Math.round(timed.startMs + chunk.startMs),
    endMs: Math.round(timed.endMs + chunk.startMs),
  });
  return { language, words: kept.map(shift), dropped: dropped.map(shift) };
}

async function believable<Way>(
  ways: Way[],
  energy: Energy,
  language: string,
  attempt: (way: Way, energy: Energy) => Promise<Attempt>,
): Promise<Attempt> {
  const doubted: Attempt[] = [];
  for (const way of ways) {
    const made = await attempt(way, energy);
    if (suspicion(made, energy, language) === null) return made;
    doubted.push(made);
  }
  return bestAttempt(doubted, energy, language);
}
