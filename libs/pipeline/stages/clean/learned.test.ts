import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CutOutcome } from '#contracts';
import { learn, learnedFrom, shiftOf, type Taught, withLearned } from './learned.js';
import { profiles, ruleKinds } from './settings.js';

const none = { accepted: 0, left: 0, rejected: 0 };
const youKnow: CutOutcome = { kind: 'filler', sub: 'you know', said: 'you know', ...none };
const episode = (...outcomes: CutOutcome[]): Taught => ({ outcomes, forgotten: new Set() });
const usual = profiles.standard.thresholds.filler;

describe('what cuts teach', () => {
  it('only proposes what the host has put back 7 times of 8', () => {
    const lessons = learn([episode({ ...youKnow, left: 1, rejected: 7 })]);
    const { auto, propose } = withLearned(usual, youKnow, learnedFrom(lessons));
    expect(auto).toBeGreaterThan(1);
    expect(propose).toBeLessThan(0.6);
  });

  it('changes nothing for three slips among twenty, nor for two of two', () => {
    expect(shiftOf({ accepted: 0, left: 17, rejected: 3 })).toEqual({ auto: 0, propose: 0 });
    expect(shiftOf({ accepted: 0, left: 0, rejected: 2 })).toEqual({ auto: 0, propose: 0 });
  });

  it('cuts a little more readily what the host has asked for again and again, not what was merely left', () => {
    expect(shiftOf({ accepted: 0, left: 40, rejected: 0 }).auto).toBe(0);
    const { auto } = shiftOf({ accepted: 10, left: 0, rejected: 0 });
    expect(auto).toBeLessThan(0);
    expect(auto).toBeGreaterThanOrEqual(-0.15);
  });

  it('keeps a phrase that was put back twice and never once taken out', () => {
    const phrases = (outcome: Partial<CutOutcome>) =>
      learnedFrom(learn([episode({ ...youKnow, ...outcome })])).neverCut;
    expect(phrases({ rejected: 2 })).toEqual(['you know']);
    expect(phrases({ rejected: 2, left: 1 })).toEqual([]);
    expect(phrases({ rejected: 1 })).toEqual([]);
    expect(phrases({ rejected: 9, said: '' })).toEqual([]);
  });

  it('leaves a threshold of never as the host has set it', () => {
    const shifts = [{ kind: 'filler', sub: 'you know', auto: -0.1, propose: 0 }];
    expect(withLearned({ auto: 1.01, propose: 0.5 }, youKnow, { shifts, neverCut: [] }).auto).toBe(1.01);
  });
});

const counts = fc.record({
  accepted: fc.nat(60),
  left: fc.nat(60),
  rejected: fc.nat(60),
});
const outcome = fc.record({
  kind: fc.constantFrom('filler' as const, 'notification' as const),
  sub: fc.constantFrom('um', 'like', 'sound'),
  said: fc.constantFrom('', 'um', 'like'),
  accepted: fc.nat(20),
  left: fc.nat(20),
  rejected: fc.nat(20),
});
const episodes = fc.array(
  fc.array(outcome, { maxLength: 8 }).map((outcomes) => episode(...outcomes)),
  { maxLength: 6 },
);

describe('whatever hosts decide', () => {
  it('moves thresholds only so far, and cutting never gets easier than proposing', () => {
    fc.assert(
      fc.property(
        counts,
        fc.constantFrom(...Object.values(profiles)),
        fc.constantFrom(...ruleKinds),
        (decided, profile, kind) => {
          const before = profile.thresholds[kind];
          const shifts = [{ ...youKnow, ...shiftOf(decided) }];
          const moved = withLearned(before, youKnow, { shifts, neverCut: [] });
          expect(moved.auto).toBeGreaterThanOrEqual(Math.max(moved.propose, before.auto - 0.15));
          expect(moved.auto).toBeLessThanOrEqual(1.01);
          expect(moved.propose).toBeGreaterThanOrEqual(before.propose);
          expect(moved.propose).toBeLessThanOrEqual(before.propose + 0.3);
        },
      ),
    );
  });

  it('one more rejection never lowers a threshold, one more acceptance never raises one', () => {
    fc.assert(
      fc.property(counts, (decided) => {
        const { auto, propose } = shiftOf(decided);
        const rejected = shiftOf({ ...decided, rejected: decided.rejected + 1 });
        expect(rejected.auto).toBeGreaterThanOrEqual(auto);
        expect(rejected.propose).toBeGreaterThanOrEqual(propose);
        for (const field of ['accepted', 'left'] as const) {
          const more = shiftOf({ ...decided, [field]: decided[field] + 1 });
          expect(more.auto).toBeLessThanOrEqual(auto);
          expect(more.propose).toBeLessThanOrEqual(propose);
        }
      }),
    );
  });

  it('is as it was before once every lesson is reset, and each reset takes away its own lesson alone', () => {
    fc.assert(
      fc.property(episodes, (taught) => {
        const forget = (ids: string[]) =>
          learn(taught.map(({ outcomes }) => ({ outcomes, forgotten: new Set(ids) })));
        const lessons = learn(taught);
        expect(learnedFrom(forget(lessons.map(({ id }) => id)))).toEqual({ shifts: [], neverCut: [] });
        const [first, ...others] = lessons;
        if (first) expect(forget([first.id])).toEqual(others);
      }),
    );
  });

  it('does not depend on the order of episodes', () => {
    fc.assert(
      fc.property(episodes, (taught) => {
        expect(learnedFrom(learn(taught.toReversed()))).toEqual(learnedFrom(learn(taught)));
      }),
    );
  });
});
