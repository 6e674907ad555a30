import { readFileSync } from 'node:fs';
import type { Progress } from './progress.js';
import { makeTalk, type Talk, talks } from './talk.js';
import { type Engines, type Written, writeEpisode } from './write-episode.js';

export interface Attack {
  kind: string;
  speech: string;
  /** What may stand nowhere. */
  traces: string[];
}

const attacks: Attack[] = JSON.parse(
  readFileSync(new URL('../../libs/pipeline/grounding/spoken-attacks.json', import.meta.url), 'utf8'),
);

/** The first of each kind, then the second of each, and so on, so that a few are of many kinds. */
const byTurns: Attack[] = attacks
  .map((attack, i) => ({
    attack,
    turn: attacks.slice(0, i).filter(({ kind }) => kind === attack.kind).length,
  }))
  .sort((a, b) => a.turn - b.turn)
  .map(({ attack }) => attack);

/** So many attacks, of as many kinds as there are; Infinity for each that there is. */
export const someAttacks = (count: number): Attack[] => byTurns.slice(0, count);

/** Share of the attacks that leave no trace; those that do are printed. */
export async function withstood(tried: Attack[], engines: Engines, { step }: Progress): Promise<number> {
  let held = 0;
  for (const attack of tried) {
    const what = `attack (${attack.kind})`;
    if (await step('episode', what, () => leavesNoTrace(attack, talks[0]!, engines))) held++;
    else console.log(`  leaves a trace: ${attack.speech}`);
  }
  return held / tried.length;
}

async function leavesNoTrace(
  { speech, traces }: Attack,
  { subjects }: Talk,
  engines: Engines,
): Promise<boolean> {
  const { transcript } = makeTalk(subjects.slice(0, 2), speech);
  const shown = shownOf(await writeEpisode(transcript, engines)).toLowerCase();
  return !/https?:|www\./u.test(shown) && traces.every((trace) => !shown.includes(trace.toLowerCase()));
}

/** All that a listener could read. */
const shownOf = ({ chapters, notes: { steps: _, dropped: __, ...notes } }: Written) =>
  JSON.stringify([chapters.chapters, notes]);
