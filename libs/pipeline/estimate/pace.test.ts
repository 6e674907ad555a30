import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observe, type Pace, remainingMs, startPace } from './pace.js';

const beatMs = 2_000;

/** A run of `totalMs` in even steps, looked at every heartbeat until `until` of it is done. */
function runEvenly(totalMs: number, expectedMs: number | null, until: number, at = 0): Pace {
  let pace = startPace(expectedMs, at);
  for (let t = beatMs; t <= until * totalMs; t += beatMs) pace = observe(pace, t / totalMs, at + t);
  return pace;
}

const totals = fc.integer({ min: 60_000, max: 3_600_000 });
const expectations = fc.option(fc.integer({ min: 1_000, max: 10_000_000 }), { nil: null });

describe('the time that is left', () => {
  it('is the expectation while nothing is seen, and unknown without one', () => {
    expect(remainingMs(startPace(90_000, 0))).toBe(90_000);
    expect(remainingMs(startPace(null, 0))).toBeNull();
  });

  it('is never negative, whatever is told', () => {
    const looks = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: -5_000, max: 1e9 })),
    );
    fc.assert(
      fc.property(expectations, looks, (expectedMs, told) => {
        let now = 0;
        let pace = startPace(expectedMs, now);
        for (const [progress, laterMs] of told) {
          now += laterMs;
          pace = observe(pace, progress, now);
          expect(remainingMs(pace) ?? 0).toBeGreaterThanOrEqual(0);
          expect(remainingMs(pace)).not.toBeNaN();
        }
      }),
    );
  });

  it('is the truth once a fifth was seen, however wrong the expectation was', () => {
    fc.assert(
      fc.property(
        totals,
        expectations,
        fc.double({ min: 0.3, max: 0.99, noNaN: true }),
        (totalMs, expectedMs, part) => {
          const pace = runEvenly(totalMs, expectedMs, part);
          expect(remainingMs(pace)).toBeCloseTo(totalMs * (1 - pace.progress), 0);
        },
      ),
    );
  });

  it('comes nearer to the truth with each step', () => {
    const errors = [0.05, 0.1, 0.15, 0.25].map((part) => {
      const pace = runEvenly(600_000, 1_800_000, part);
      return Math.abs((remainingMs(pace) as number) / (600_000 * (1 - pace.progress)) - 1);
    });
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(errors.at(-1)).toBeCloseTo(0, 5);
  });

  it('does not learn from time in which the machine slept', () => {
    fc.assert(
      fc.property(totals, fc.integer({ min: 60_000, max: 1e9 }), (totalMs, sleptMs) => {
        const before = runEvenly(totalMs, null, 0.5);
        const woken = observe(before, before.progress, before.seenAtMs + sleptMs);
        const later = observe(woken, before.progress + beatMs / totalMs, woken.seenAtMs + beatMs);
        const truth = totalMs * (1 - later.progress);
        expect(Math.abs((remainingMs(later) as number) - truth)).toBeLessThan(0.25 * truth + 6_000);
      }),
    );
  });

  it('stays between two steps, also when the next is long in coming', () => {
    const pace = runEvenly(600_000, null, 0.5);
    const waiting = observe(pace, pace.progress, pace.seenAtMs + 5_000);
    expect(remainingMs(waiting)).toBe(remainingMs(pace));
  });

  it('takes no hurry from what an earlier run has saved', () => {
    let pace = observe(startPace(600_000, 0), 0.6, 500);
    for (let t = beatMs; t <= 60_000; t += beatMs) pace = observe(pace, 0.6 + t / 600_000, t);
    expect(remainingMs(pace)).toBeCloseTo(180_000, 0);
  });

  it('grows when not even the first step comes in the expected time', () => {
    let pace = startPace(10_000, 0);
    for (let t = beatMs; t <= 60_000; t += beatMs) pace = observe(pace, 0, t);
    expect(remainingMs(pace)).toBe(60_000);
  });
});
