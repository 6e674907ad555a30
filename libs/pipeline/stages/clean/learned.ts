import type { CutOutcome, LearnedCuts } from '#contracts';
import type { Finding } from './finding.js';
import type { Thresholds } from './settings.js';

/** What the outcomes of a show's cuts say about one sort of finding, or about one phrase. */
export interface Lesson extends CutOutcome {
  id: string;
  /** Added to the thresholds of the sort; 0 for a phrase. */
  auto: number;
  propose: number;
  neverCut: boolean;
}

/**
 * What is believed of a sort of cut before any is decided: 4 of 5 are right, as a Beta(4, 1) prior. Ten decisions outweigh
 * it, one does not.
 */
const prior = { right: 4, wrong: 1 };
const usualShare = prior.right / (prior.right + prior.wrong);
/** Below this share of right cuts a sort is only proposed: it is wrong as often as right. */
const evenShare = 0.5;
/** One slip, or two, say nothing about a sort. */
const fewestRejected = 3;
/** More is cut without asking only for clear wishes: each is one click on a proposal. */
const fewestAccepted = 5;
/** From the lowest threshold of any profile (tight, 0.4) to one that no confidence reaches. */
const highestRaise = 0.61;
/** Half of the way between cutting and proposing in the standard profile: a wish never makes doubtful cuts sure. */
const deepestLowering = 0.15;
const highestProposeRaise = 0.3;
/** Nothing is as sure as this: such a threshold means never. */
const never = 1.01;
/** A phrase that was put back this often, and never once taken out, belongs to how the host speaks. */
const phraseRejections = 2;

const part = (value: number) => Math.min(1, Math.max(0, value));
const shareRight = (right: number, wrong: number) =>
  (right + prior.right) / (right + wrong + prior.right + prior.wrong);
const hundredths = (value: number) => Math.round(value * 100) / 100;

type Counts = Pick<CutOutcome, 'accepted' | 'left' | 'rejected'>;

/** How far thresholds move. More rejections never lower them, more acceptance never raises them; nothing moves them far. */
export function shiftOf({ accepted, left, rejected }: Counts): { auto: number; propose: number } {
  const share = shareRight(accepted + left, rejected);
  const isDoubted = rejected >= fewestRejected;
  const raise = isDoubted ? highestRaise * part((usualShare - share) / (usualShare - evenShare)) : 0;
  const propose = isDoubted ? highestProposeRaise * part((evenShare - share) / evenShare) : 0;
  const wish = part((shareRight(accepted, rejected) - usualShare) / (1 - usualShare));
  const lower = accepted >= fewestAccepted ? deepestLowering * wish : 0;
  return { auto: hundredths(raise - lower), propose: hundredths(propose) };
}

/** Outcomes of one episode, and the ids of the lessons that are not to be drawn from it. */
export interface Taught {
  outcomes: readonly CutOutcome[];
  forgotten: ReadonlySet<string>;
}

/** All that episodes teach or may come to teach, in a fixed order: sorts first, then the phrases that stay. */
export function learn(episodes: readonly Taught[]): Lesson[] {
  const sorts = group(episodes, ({ kind, sub }) => `sort:${kind}:${sub}`).map(
    (counts): Lesson => ({ ...counts, ...shiftOf(counts), said: '', neverCut: false }),
  );
  const phrases = group(episodes, ({ said }) => said && `said:${said}`)
    .filter(({ accepted, left, rejected }) => rejected >= phraseRejections && accepted + left === 0)
    .map((counts): Lesson => ({ ...counts, auto: 0, propose: 0, neverCut: true }));
  return [...sorts, ...phrases];
}

/** Sums outcomes by the lesson they are for; an empty id is for none. */
function group(episodes: readonly Taught[], idOf: (outcome: CutOutcome) => string) {
  const groups = new Map<string, CutOutcome & { id: string }>();
  for (const { outcomes, forgotten } of episodes)
    for (const outcome of outcomes) {
      const id = idOf(outcome);
      if (id === '' || forgotten.has(id)) continue;
      const sum = groups.get(id) ?? { ...outcome, id, accepted: 0, left: 0, rejected: 0 };
      sum.accepted += outcome.accepted;
      sum.left += outcome.left;
      sum.rejected += outcome.rejected;
      groups.set(id, sum);
    }
  return [...groups.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What clean is given: only what changes something. */
export const learnedFrom = (lessons: readonly Lesson[]): LearnedCuts => ({
  shifts: lessons
    .filter(({ auto, propose }) => auto !== 0 || propose !== 0)
    .map(({ kind, sub, auto, propose }) => ({ kind, sub, auto, propose })),
  neverCut: lessons.filter(({ neverCut }) => neverCut).map(({ said }) => said),
});

/** The thresholds that one sort of finding answers to, after what was learned. Cutting never gets easier than proposing, and what the host has set to never stays so. */
export function withLearned(
  usual: Thresholds,
  { kind, sub }: Pick<Finding, 'kind' | 'sub'>,
  learned: LearnedCuts,
): Thresholds {
  const shift = learned.shifts.find((known) => known.kind === kind && known.sub === sub);
  if (!shift || usual.auto > 1) return usual;
  const propose = Math.min(1, usual.propose + shift.propose);
  return { propose, auto: Math.min(never, Math.max(propose, usual.auto + shift.auto)) };
}
