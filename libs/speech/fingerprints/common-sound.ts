import type { Span } from '#contracts';
import { firstPrintMs, printMs, silentPrint } from './print-maker.js';

/** A stretch of this recording that sounds in another one too. */
export interface CommonSound extends Span {
  otherStartMs: number;
}

const bits = 32;
/** Prints that stand this often in one recording (hum, a held tone) say nothing about a place. */
const mostPlaces = 12;
/** A place where two prints agree is looked at this far to both sides: a second in all. */
const seedReach = Math.round(500 / printMs);
/**
 * Wrong bits: the same speech through two codecs has 5 to 20 of 100, sparse music through two poor ones up to 30,
 * different sound 50 ± 3. But synthetic voices that build all they say from the same pieces come down to 30 over four or
 * five seconds: the shorter a passage, the surer it must be (our measurement).
 */
const mostWrong = { short: 0.27, long: 0.32 };
const longMs = 8000;
/** A print scores what it has fewer wrong bits than this; so sound that is not the same costs more than it can bring. */
const evenBits = 0.38 * bits;
/** Growth ends when the score has fallen by what two seconds of other sound cost. */
const giveUpAt = (2000 / printMs) * (0.5 * bits - evenBits);
/** Shorter is a word, a breath or a chime. */
const shortestMs = 4000;
/** Silence is the same everywhere: at least this share of a passage is sound. */
const leastSounding = 0.5;

/** Prints looked at before a pair is given up: recordings that are alike at every shift (a drone) have no passages. */
const mostWork = 20_000_000;

/** Where each print of a recording stands, to find what other recordings have in common with it. */
export class PrintIndex {
  private readonly firstPlace = new Map<number, number>();
  private readonly nextPlace: Int32Array;
  private work = 0;

  constructor(private readonly prints: Uint32Array) {
    this.nextPlace = new Int32Array(prints.length).fill(-1);
    for (let place = prints.length - 1; place >= 0; place--) {
      const print = prints[place]!;
      if (print === silentPrint) continue;
      this.nextPlace[place] = this.firstPlace.get(print) ?? -1;
      this.firstPlace.set(print, place);
    }
  }

  /** Stretches of at least 4 s that both recordings have, in order of start; exact to about a fifth of a second. */
  commonWith(other: Uint32Array): CommonSound[] {
    this.work = 0;
    const found: CommonSound[] = [];
    /** For each shift between the recordings, the place up to which it is known. */
    const knownUntil = new Map<number, number>();
    for (let there = 0; there < other.length && this.work < mostWork; there++) {
      if (other[there] === silentPrint) continue;
      for (const here of this.placesOf(other[there]!)) {
        const shift = there - here;
        if (here < (knownUntil.get(shift) ?? 0) || !this.agrees(other, here, there)) continue;
        const { first, last } = this.grow(other, here, shift);
        this.work += last - first;
        for (const near of [shift - 1, shift, shift + 1]) knownUntil.set(near, last + 1);
        if (this.isPassage(other, first, last, shift)) found.push(spanOf(first, last, shift));
      }
    }
    return found.sort((a, b) => a.startMs - b.startMs);
  }

  private placesOf(print: number): number[] {
    const places: number[] = [];
    for (let at = this.firstPlace.get(print) ?? -1; at >= 0; at = this.nextPlace[at]!) {
      if (places.length === mostPlaces) return [];
      places.push(at);
    }
    return places;
  }

  private agrees(other: Uint32Array, here: number, there: number): boolean {
    const from = Math.max(-seedReach, -here, -there);
    const to = Math.min(seedReach, this.prints.length - 1 - here, other.length - 1 - there);
    return this.wrongPart(other, here + from, here + to, there - here) <= mostWrong.long;
  }

  /** Goes out from a seed in both directions as long as it pays, as BLAST does with sequences (X-drop). */
  private grow(other: Uint32Array, seed: number, shift: number): { first: number; last: number } {
    const reach = (step: 1 | -1) => {
      let best = seed;
      let bestScore = 0;
      let score = 0;
      for (let at = seed + step; score > bestScore - giveUpAt; at += step) {
        if (at < 0 || at >= this.prints.length || at + shift < 0 || at + shift >= other.length) break;
        score += this.scoreAt(other, at, at + shift);
        if (score > bestScore) [best, bestScore] = [at, score];
      }
      return best;
    };
    return { first: reach(-1), last: reach(1) };
  }

  /** Where both are silent nothing is learnt; where one is, they differ as unlike sounds do. */
  private scoreAt(other: Uint32Array, here: number, there: number): number {
    const [a, b] = [this.prints[here]!, other[there]!];
    if (a === silentPrint && b === silentPrint) return 0;
    return evenBits - (a === silentPrint || b === silentPrint ? bits / 2 : onesIn(a ^ b));
  }

  private isPassage(other: Uint32Array, first: number, last: number, shift: number): boolean {
    const lengthMs = (last - first) * printMs;
    if (lengthMs < shortestMs) return false;
    const sounding = this.prints.subarray(first, last + 1).filter((print) => print !== silentPrint).length;
    if (sounding < leastSounding * (last + 1 - first)) return false;
    const surplus = Math.min(1, (lengthMs - shortestMs) / (longMs - shortestMs));
    const allowed = mostWrong.short + surplus * (mostWrong.long - mostWrong.short);
    return this.wrongPart(other, first, last, shift) <= allowed;
  }

  /** Share of bits that differ where both sound; 1 where they never do. */
  private wrongPart(other: Uint32Array, first: number, last: number, shift: number): number {
    let wrong = 0;
    let compared = 0;
    this.work += last - first;
    for (let at = first; at <= last; at++) {
      const [a, b] = [this.prints[at]!, other[at + shift]!];
      if (a === silentPrint || b === silentPrint) continue;
      wrong += onesIn(a ^ b);
      compared += bits;
    }
    return compared > 0 ? wrong / compared : 1;
  }
}

const spanOf = (first: number, last: number, shift: number): CommonSound => ({
  startMs: first * printMs + firstPrintMs,
  endMs: last * printMs + firstPrintMs,
  otherStartMs: (first + shift) * printMs + firstPrintMs,
});

/** Ones in 32 bits, counted in pairs, fours and bytes. */
function onesIn(word: number): number {
  let sum = word - ((word >>> 1) & 0x5555_5555);
  sum = (sum & 0x3333_3333) + ((sum >>> 2) & 0x3333_3333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
