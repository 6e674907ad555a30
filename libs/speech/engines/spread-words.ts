import type { Energy } from '../audio/energy.js';
import { energyFrameMs } from '../audio/energy.js';
import { expectedWordMs } from '../word-times/snap-words.js';

/**
 * Gives words without times their places in a stretch, in ms: the voiced sound is shared out by the words' expected
 * lengths. Silence belongs to no word; without any voiced sound the whole stretch is shared.
 */
export function spreadWords(
  texts: string[],
  { startMs, endMs }: { startMs: number; endMs: number },
  { voiced }: Energy,
): { text: string; startMs: number; endMs: number }[] {
  const frames: number[] = [];
  const all: number[] = [];
  for (let frame = Math.floor(startMs / energyFrameMs); frame * energyFrameMs < endMs; frame++) {
    all.push(frame);
    if (voiced[frame]) frames.push(frame);
  }
  const room = frames.length > 0 ? frames : all;
  const totalMs = texts.reduce((sum, text) => sum + expectedWordMs(text), 0);
  const at = (share: number) => room[Math.min(Math.floor(share * room.length), room.length - 1)] ?? 0;
  let saidMs = 0;
  return texts.map((text) => {
    const from = at(saidMs / totalMs);
    saidMs += expectedWordMs(text);
    const before = Math.max(0, Math.ceil((saidMs / totalMs) * room.length) - 1);
    const to = (room[Math.min(before, room.length - 1)] ?? 0) + 1;
    return { text, startMs: from * energyFrameMs, endMs: to * energyFrameMs };
  });
}
