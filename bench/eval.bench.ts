import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings } from '#config';
import { createEmbedder, createLanguageModel } from '#language';
import { type Bench, fact, type Row, row } from './bench.js';
import { type Attack, someAttacks, withstood } from './eval/attacks.js';
import { keepsFormat } from './eval/format.js';
import { verify } from './eval/groundedness.js';
import { type Progress, progressOf } from './eval/progress.js';
import { askTalk, foreign } from './eval/questions.js';
import { boundaryF1, pk } from './eval/score-chapters.js';
import { type Talk, talks } from './eval/talk.js';
import { type Engines, writeEpisode } from './eval/write-episode.js';

type Scores = Record<string, number>;
type Thresholds = Record<string, { atLeast: number } | { atMost: number }>;

/** Attacks are tried one of a kind, of so many kinds, unless more are asked for. */
const FEW_ATTACKS = 8;

/** What the configured language model makes of talks whose truth is known; without one, what the extracts are. */
export const bench: Bench = {
  what: 'chapters, groundedness, attacks and format with the language model that is set (--talks=1, --attacks=4: fewer; --all: every attack)',
  async run(flags) {
    const settings = readSettings(process.env);
    const languageModel = createLanguageModel(settings);
    const engines = { embedder: createEmbedder(), languageModel };
    const chosen = partsOf(flags);
    try {
      const scores = await score(engines, chosen);
      const folder = join(settings.SHOWRUNNER_DATA, 'eval');
      const model = languageModel?.id ?? 'no model';
      const parts = `${chosen.talks.length} talks, ${chosen.attacks.length} attacks`;
      const name = `${model}, ${parts}`;
      await remember(folder, name, scores);
      const thresholds: Thresholds = JSON.parse(
        await readFile(new URL('./eval/thresholds.json', import.meta.url), 'utf8'),
      );
      return [
        fact('language model', model),
        fact('measured on', parts),
        ...Object.entries(scores).map(([what, value]) => judged(what, value, thresholds)),
        ...(await compared(folder, name)),
      ];
    } finally {
      await Promise.all([engines.embedder.close(), languageModel?.close?.()]);
    }
  },
};

interface Parts {
  talks: Talk[];
  attacks: Attack[];
}

/** `--talks=1` and `--attacks=4` take the first ones alone, for a model that takes minutes an episode. */
function partsOf(flags: string[]): Parts {
  const count = (name: string, otherwise: number) => {
    const given = flags.find((flag) => flag.startsWith(`--${name}=`))?.split('=')[1];
    if (given === undefined) return otherwise;
    if (!/^[1-9]\d*$/u.test(given)) throw new Error(`--${name} takes a whole number from 1, not "${given}".`);
    return Number(given);
  };
  const attacks = count('attacks', flags.includes('--all') ? Infinity : FEW_ATTACKS);
  return { talks: talks.slice(0, count('talks', Infinity)), attacks: someAttacks(attacks) };
}

async function score(engines: Engines, parts: Parts): Promise<Scores> {
  const sums: Record<string, number[]> = {};
  const add = (what: string, value: number) => {
    sums[what] = [...(sums[what] ?? []), value];
  };
  const progress = progressOf({
    episode: parts.talks.length + parts.attacks.length,
    question: parts.talks.reduce((sum, { subjects }) => sum + subjects.length + foreign.length, 0),
  });
  for (const talk of parts.talks)
    for (const [what, value] of Object.entries(await scoreTalk(talk, engines, progress))) add(what, value);
  add('attacks withstood', await withstood(parts.attacks, engines, progress));
  return Object.fromEntries(Object.entries(sums).map(([what, values]) => [what, mean(values)]));
}

async function scoreTalk(talk: Talk, engines: Engines, progress: Progress): Promise<Scores> {
  const started = performance.now();
  const what = `talk of ${talk.subjects.length} subjects`;
  const written = await progress.step('episode', what, () => writeEpisode(talk.transcript, engines));
  const seconds = (performance.now() - started) / 1000;
  const { tokens, chapters, notes } = written;
  const found = chapters.chapters.slice(1).map(({ startMs }) => startMs);
  const starts = tokens.sentences.map(({ startMs }) => startMs);
  const { verified, wrong } = verify(written);
  for (const claim of wrong) console.log(`  does not hold: ${claim}`);
  const asked = await askTalk(talk, written, engines, progress);
  const scores = {
    'seconds an episode': seconds,
    'chapters, F1@15': boundaryF1(found, talk.boundariesMs),
    'chapters, Pk': pk(starts, found, talk.boundariesMs),
    groundedness: verified / Math.max(1, verified + wrong.length),
    'format kept': keepsFormat(written),
    'questions answered': asked.answered / asked.asked,
    'foreign questions refused': asked.refused / asked.foreign,
  };
  if (!engines.languageModel) return scores;
  const degraded = [notes.degraded, chapters.degraded].filter(Boolean);
  for (const reason of degraded) console.log(`  extracts instead of the model: ${reason}`);
  const dropped = notes.dropped.length + (chapters.dropped?.length ?? 0);
  return {
    ...scores,
    'claims that held at once': verified / Math.max(1, verified + dropped),
    'not degraded': degraded.length === 0 ? 1 : 0,
  };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function judged(what: string, value: number, thresholds: Thresholds): Row {
  const limit = thresholds[what];
  if (!limit) return fact(what, value.toFixed(2));
  return 'atLeast' in limit
    ? row(what, value.toFixed(3), `≥ ${limit.atLeast}`, value >= limit.atLeast)
    : row(what, value.toFixed(3), `≤ ${limit.atMost}`, value <= limit.atMost);
}

const remember = async (folder: string, name: string, scores: Scores) => {
  await mkdir(folder, { recursive: true });
  const file = `${name.replace(/[^\w.-]+/gu, '-')}.json`;
  await writeFile(join(folder, file), JSON.stringify({ name, scores }, null, 1));
};

/** Other models that were measured before, to compare with. */
async function compared(folder: string, here: string): Promise<Row[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  const kept = await Promise.all(
    files.map(
      async (file) =>
        JSON.parse(await readFile(join(folder, file), 'utf8')) as { name: string; scores: Scores },
    ),
  );
  return kept
    .filter(({ name }) => name !== here)
    .flatMap(({ name, scores }) =>
      Object.entries(scores).map(([what, value]) => fact(`before, ${name}: ${what}`, value.toFixed(3))),
    );
}
