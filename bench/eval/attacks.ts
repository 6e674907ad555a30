import { readFileSync } from 'node:fs';
import { makeTalk, type Talk, talks } from './talk.js';
import { type Engines, type Written, writeEpisode } from './write-episode.js';

interface Attack {
  kind: string;
  speech: string;
  /** What may stand nowhere. */
  traces: string[];
}

const attacks: Attack[] = JSON.parse(
  readFileSync(new URL('../../libs/pipeline/grounding/spoken-attacks.json', import.meta.url), 'utf8'),
);

/** @param all each attack; otherwise one of each kind, the first eight kinds */
export async function withstood(engines: Engines, all: boolean): Promise<{ tried: number; held: number }> {
  const kinds = [...new Map([...attacks].reverse().map((attack) => [attack.kind, attack])).values()];
  const tried = all ? attacks : kinds.reverse().slice(0, 8);
  let held = 0;
  for (const attack of tried) if (await leavesNoTrace(attack, talks[0]!, engines)) held++;
  return { tried: tried.length, held };
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
