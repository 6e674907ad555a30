import { open } from 'node:fs/promises';
import type { Span, Word } from '#contracts';
import { SoundWindow } from './sound-window.js';

/** A stretch that is taken out, with half the length of the crossfade that closes it. */
export interface Removal extends Span {
  halfFadeMs: number;
}

export interface CrossfadeLimits {
  shortestMs: number;
  longestMs: number;
}

interface Surroundings {
  /** Words that stay, in order. */
  words: readonly Word[];
  durationMs: number;
  crossfade: CrossfadeLimits;
  signal: AbortSignal;
}

/** A cut moves as a whole, so that what is removed keeps its length; further than this it would be another cut. */
const furthestShiftMs = 40;
const shiftStepMs = 2.5;
/** A nearer place is taken unless a farther one is clearly quieter: 0.1 dB a millisecond. */
const shiftCostDbPerMs = 0.1;
/** Each edge moves by at most this to a zero crossing: the removed length stays within 1 ms. */
const zeroCrossingMs = 0.5;
/** A crossfade is this part of its cut (erm, render pipeline), within its limits. */
const crossfadePart = 0.15;
/** Sound that is to go may be heard through a crossfade only where it is hardly louder than what stays beside it. */
const toleratedLeakDb = 3;
/** Room noise of a usable recording: below this nothing counts as sound. */
const roomDb = -55;

/**
 * Moves each cut to the quietest place near it, then its edges to zero crossings, and chooses its crossfade.
 * A cut keeps its length to 1 ms, never reaches into a word that stays, and never lets sound back in that is louder
 * than its edge was.
 * @param removed merged spans in order
 * @param pcmPath 16 kHz mono speech samples of the whole recording
 */
export async function settleBoundaries(
  removed: Span[],
  pcmPath: string,
  around: Surroundings,
): Promise<Removal[]> {
  const file = await open(pcmPath, 'r');
  try {
    const settled: Removal[] = [];
    for (const [index, span] of removed.entries()) {
      around.signal.throwIfAborted();
      const reach = furthestShiftMs + around.crossfade.longestMs;
      const windows = {
        start: await SoundWindow.read(file, span.startMs - reach, span.startMs + reach),
        end: await SoundWindow.read(file, span.endMs - reach, span.endMs + reach),
      };
      const room = roomAround(span, removed[index - 1], removed[index + 1], around);
      settled.push(settle(span, windows, room, around));
    }
    return settled;
  } finally {
    await file.close();
  }
}

interface Windows {
  start: SoundWindow;
  end: SoundWindow;
}

/** How far a cut may reach out on each side before it touches a word that stays, or gets near the next cut. */
interface Room {
  beforeMs: number;
  afterMs: number;
}

function roomAround(
  span: Span,
  previous: Span | undefined,
  next: Span | undefined,
  around: Surroundings,
): Room {
  const { words, durationMs } = around;
  const wordBefore = words[firstFrom(words, span.startMs) - 1];
  const wordAfter = words[firstFrom(words, span.endMs)];
  const half = (gap: number) => Math.max(0, gap / 2);
  const ms = (gap: number) => Math.max(0, gap);
  return {
    beforeMs: Math.min(
      ms(span.startMs - (wordBefore?.endMs ?? 0)),
      previous ? half(span.startMs - previous.endMs) : span.startMs,
    ),
    afterMs: Math.min(
      ms((wordAfter?.startMs ?? durationMs) - span.endMs),
      next ? half(next.startMs - span.endMs) : durationMs - span.endMs,
    ),
  };
}

/** Index of the first word whose middle lies at or after a time. */
function firstFrom(words: readonly Word[], ms: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]!.startMs + words[middle]!.endMs) / 2 < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

function settle(span: Span, windows: Windows, room: Room, { durationMs, crossfade }: Surroundings): Removal {
  const atAnEnd = span.startMs <= 0 || span.endMs >= durationMs;
  const shiftMs = atAnEnd ? 0 : quietestShift(span, windows, room);
  const startMs = span.startMs <= 0 ? 0 : windows.start.risingZero(span.startMs + shiftMs, zeroCrossingMs);
  const endMs =
    span.endMs >= durationMs ? durationMs : windows.end.risingZero(span.endMs + shiftMs, zeroCrossingMs);
  if (endMs <= startMs) return { ...span, halfFadeMs: crossfade.shortestMs / 2 };
  const left = { beforeMs: room.beforeMs + shiftMs, afterMs: room.afterMs - shiftMs };
  return { startMs, endMs, halfFadeMs: halfFade({ startMs, endMs }, windows, left, crossfade) };
}

/** Tries every shift that is allowed and takes the one whose two edges are quietest together. */
function quietestShift({ startMs, endMs }: Span, { start, end }: Windows, room: Room): number {
  const furthest = Math.min(furthestShiftMs, (endMs - startMs) / 2);
  const startDb = Math.max(roomDb, start.levelAt(startMs));
  const endDb = Math.max(roomDb, end.levelAt(endMs));
  let best = { shiftMs: 0, cost: start.levelAt(startMs) + end.levelAt(endMs) };
  for (let ms = -furthest; ms <= furthest; ms += shiftStepMs) {
    if (-ms > room.beforeMs || ms > room.afterMs) continue;
    if (ms > 0 && start.loudest(startMs, startMs + ms) > startDb) continue;
    if (ms < 0 && end.loudest(endMs + ms, endMs) > endDb) continue;
    const cost = start.levelAt(startMs + ms) + end.levelAt(endMs + ms) + Math.abs(ms) * shiftCostDbPerMs;
    if (cost < best.cost) best = { shiftMs: ms, cost };
  }
  return best.shiftMs;
}

/** As long as the cut asks for, as short as the nearest word and the sound that goes demand. */
function halfFade(
  { startMs, endMs }: Span,
  { start, end }: Windows,
  room: Room,
  limits: CrossfadeLimits,
): number {
  const shortest = limits.shortestMs / 2;
  const wanted = Math.min(limits.longestMs, (endMs - startMs) * crossfadePart) / 2;
  const beside = Math.max(roomDb, start.levelAt(startMs), end.levelAt(endMs)) + toleratedLeakDb;
  const quiet = Math.min(
    start.quietReach(startMs, 1, beside, wanted),
    end.quietReach(endMs, -1, beside, wanted),
  );
  return Math.max(shortest, Math.min(wanted, quiet, room.beforeMs, room.afterMs));
}
