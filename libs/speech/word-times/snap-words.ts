import { type Energy, energyFrameMs, runs } from '../audio/energy.js';
import { isHesitation } from '../fillers/hesitations.js';

export interface TimedText {
  text: string;
  startMs: number;
  endMs: number;
}

/**
 * Constants: our measurement over thirteen synthetic episodes with exact truth and eleven voices (20 settings tried). On four
 * more, never tried: word starts 50 ms off in the mean, 124 ms at the 95th percentile.
 * Costs are in units of 100 ms away from where attention points.
 */
const attentionLagMs = 85;
const pauseBackMs = 150;
const pauseAheadMs = 450;
const dipBackMs = 60;
const dipAheadMs = 260;
/** Attention points to the pause after a hesitation rather than to its beginning. */
const hesitationBackMs = 300;
const shortestPauseFrames = 5;
const distanceWeight = 1;
const pauseWeight = 1.3;
const pauseWorthMs = 250;
const dipWeight = 2;
const shortnessWeight = 1.5;
const lengthWeight = 2;
/** A word needs this long to be heard at all; less is as good as forbidden. */
const leastWordMs = 30;
const impossible = 50;

/** A place where one word may end and the next begin; the two differ at a pause. */
interface Edge {
  endMs: number;
  startMs: number;
  cost: number;
}

/**
 * Moves word edges to the pauses and energy dips they belong to, all words of a stretch at once, so that the lengths
 * of the words stay plausible. Attention points about 85 ms early, and by more before isolated words.
 * Times are relative to the measured stretch. The words come back in order, not overlapping, none swallowing a pause.
 */
export function snapWords<T extends TimedText>(words: T[], energy: Energy): T[] {
  if (words.length === 0) return words;
  const pauses = runs(energy.voiced, 0).filter(([from, to]) => to - from >= shortestPauseFrames);
  const boundaries = [...words.map((word) => word.startMs), words.at(-1)!.endMs];
  const edges = boundaries.map((rawMs, i) => candidates(rawMs, pauses, energy, words[i - 1], words[i]));
  const chosen = cheapestPath(words, edges, paceOf(words, energy));
  const snapped = words.map((word, i) => ({
    ...word,
    startMs: chosen[i]!.startMs,
    endMs: chosen[i + 1]!.endMs,
  }));
  return inOrder(snapped, energy.frames * energyFrameMs);
}

/** Where attention leaves words no room, their edges may cross: each then begins where the one before it ended. */
function inOrder<T extends TimedText>(words: T[], durationMs: number): T[] {
  let lastEndMs = 0;
  return words.map((word, i) => {
    const startMs = Math.min(Math.max(word.startMs, lastEndMs), durationMs);
    const nextMs = words[i + 1]?.startMs ?? durationMs;
    lastEndMs = Math.min(Math.max(Math.min(word.endMs, nextMs), startMs), durationMs);
    return { ...word, startMs, endMs: lastEndMs };
  });
}

/** What it costs to go on without a pause after a word: a hesitation is followed by one (Clark and Fox Tree 2002). */
function hurryCost(before: TimedText | undefined): number {
  if (!before) return 0;
  if (isHesitation(before.text)) return 2;
  if (/[.?!]$/.test(before.text)) return 1;
  return /[,;:]$/.test(before.text) ? 0.5 : 0;
}

function candidates(
  rawMs: number,
  pauses: [number, number][],
  energy: Energy,
  before: TimedText | undefined,
  after: TimedText | undefined,
): Edge[] {
  const targetMs = rawMs + attentionLagMs;
  const early = after !== undefined && isHesitation(after.text) ? hesitationBackMs : 0;
  const dips = dipEdges(rawMs, targetMs, early, energy);
  for (const dip of dips) dip.cost += hurryCost(before);
  const edges = [...pauseEdges(rawMs, targetMs, pauses), ...dips];
  return edges.length > 0 ? edges : [{ endMs: targetMs, startMs: targetMs, cost: 0 }];
}

function pauseEdges(rawMs: number, targetMs: number, pauses: [number, number][]): Edge[] {
  return pauses.flatMap(([from, to]) => {
    const [endMs, startMs] = [from * energyFrameMs, to * energyFrameMs];
    if (startMs <= rawMs - pauseBackMs || endMs >= rawMs + pauseAheadMs) return [];
    const awayMs = Math.max(0, endMs - targetMs, rawMs - startMs);
    const worth = Math.min(startMs - endMs, pauseWorthMs) / 100;
    return [{ endMs, startMs, cost: (distanceWeight * awayMs) / 100 - pauseWeight * worth }];
  });
}

/** `earlyMs` lets an edge lie that much before where attention points, at half the cost. */
function dipEdges(
  rawMs: number,
  targetMs: number,
  earlyMs: number,
  { frames, voiced, height }: Energy,
): Edge[] {
  const within = (frame: number) => Math.min(Math.max(frame, 0), frames - 1);
  const smooth = (frame: number) =>
    ((height[frame - 1] ?? 0) + height[frame]! + (height[frame + 1] ?? 0)) / 3;
  const first = within(Math.floor((rawMs - Math.max(dipBackMs, earlyMs)) / energyFrameMs));
  const last = within(Math.floor((rawMs + dipAheadMs) / energyFrameMs));
  const target = Math.min(Math.max(Math.floor(targetMs / energyFrameMs), first), last);
  const edges: Edge[] = [];
  for (let frame = first; frame <= last; frame++) {
    const isDip =
      frame > first &&
      frame < last &&
      smooth(frame) <= smooth(frame - 1) &&
      smooth(frame) <= smooth(frame + 1);
    if (!voiced[frame] || !(isDip || frame === target)) continue;
    const atMs = frame * energyFrameMs;
    const lateMs = atMs - targetMs;
    const awayMs = earlyMs > 0 ? Math.max(lateMs, -lateMs / 2) : Math.abs(lateMs);
    const cost = (distanceWeight * awayMs) / 100 + dipWeight * (smooth(frame) - 1);
    edges.push({ endMs: atMs, startMs: atMs, cost });
  }
  return edges;
}

/** One Viterbi pass over all edges: their own cost, and how plausible each word's length is between two of them. */
function cheapestPath(words: TimedText[], edges: Edge[][], pace: number): Edge[] {
  let totals = edges[0]!.map((edge) => edge.cost);
  const cameFrom: number[][] = [];
  for (const [i, word] of words.entries()) {
    const before = edges[i]!;
    const usualMs = pace * usualWordMs(word.text);
    const steps = edges[i + 1]!.map((edge) => {
      let best = Number.POSITIVE_INFINITY;
      let from = 0;
      for (const [k, start] of before.entries()) {
        const total = totals[k]! + edge.cost + lengthCost(word.text, usualMs, edge.endMs - start.startMs);
        if (total < best) [best, from] = [total, k];
      }
      return { best, from };
    });
    totals = steps.map((step) => step.best);
    cameFrom.push(steps.map((step) => step.from));
  }
  let at = totals.indexOf(Math.min(...totals));
  const path = [edges.at(-1)![at]!];
  for (let i = words.length - 1; i >= 0; i--) {
    at = cameFrom[i]![at]!;
    path.unshift(edges[i]![at]!);
  }
  return path;
}

/** English at a podcast's pace: 60 ms and 55 ms a letter; never shorter than 50 ms and 12 ms a letter. */
export const expectedWordMs = (text: string) => 60 + 55 * letterCount(text);
const shortestWordMs = (text: string) => Math.min(50 + 12 * letterCount(text), 250);
/** A digit is said with about four letters. */
const letterCount = (text: string) => text.replace(/\d/g, 'four').replace(/[^\p{L}\p{N}']/gu, '').length || 1;

/** Words without stress take about half of that: "the" 80 ms, "a" 50, "that" 175 (median of 5,000 words, seven voices). */
const unstressed = new Set(
  (
    'a an the and or of in on at to for from with as it is was are be been i you he she we they me my your his her our ' +
    "that this than then there where who how not no but can do has had have will would it's i'm just so if when them us " +
    'der die das ein eine und zu in im ist ich es den dem von mit auf für ' +
    'le la les un une et de du des à en est je il on que qui ' +
    'el los las y un una del al es que se no lo'
  ).split(' '),
);
const unstressedShare = 0.5;
const usualWordMs = (text: string) =>
  expectedWordMs(text) *
  (unstressed.has(text.toLowerCase().replace(/[^\p{L}']/gu, '')) ? unstressedShare : 1);

/** How much slower or faster than usual a stretch is spoken, within reason. */
const [fastestPace, slowestPace] = [0.75, 1.35];
function paceOf(words: TimedText[], { voiced }: Energy): number {
  const usualMs = words.reduce((sum, word) => sum + usualWordMs(word.text), 0);
  let voicedMs = 0;
  for (const frame of voiced) voicedMs += frame * energyFrameMs;
  return Math.min(slowestPace, Math.max(fastestPace, voicedMs / usualMs));
}

function lengthCost(text: string, usualMs: number, lengthMs: number): number {
  const short = Math.min(5, Math.max(0, (shortestWordMs(text) - lengthMs) / 30));
  const unlikely = Math.abs(Math.log(Math.max(lengthMs, 20) / usualMs));
  return (lengthMs < leastWordMs ? impossible : 0) + shortnessWeight * short + lengthWeight * unlikely;
}
