import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings } from '#config';
import { createEmbedder, createLanguageModel } from '#language';
import { type Bench, fact, type Row, row } from './bench.js';
import { withstood } from './eval/attacks.js';
import { keepsFormat } from './eval/format.js';
import { verify } from './eval/groundedness.js';
import { askTalk } from './eval/questions.js';
import { boundaryF1, pk } from './eval/score-chapters.js';
import { talks } from './eval/talk.js';
import { type Engines, writeEpisode } from './eval/write-episode.js';

type Scores = Record<string, number>;
type Thresholds = Record<string, { atLeast: number } | { atMost: number }>;

/** What the configured language model makes of talks whose truth is known; without one, what the extracts are. */
export const bench: Bench = {
  what: 'chapters, groundedness, attacks and format with the language model that is set (--all: every attack)',
  async run(flags) {
    const settings = readSettings(process.env);
    const languageModel = createLanguageModel(settings);
    const engines = { embedder: createEmbedder(), languageModel };
    try {
      const scores = await score(engines, flags.includes('--all'));
      const folder = join(settings.SHOWRUNNER_DATA, 'eval');
      const name = languageModel?.id ?? 'no model';
      await remember(folder, name, scores);
      const thresholds: Thresholds = JSON.parse(
        await readFile(new URL('./eval/thresholds.json', import.meta.url), 'utf8'),
      );
      return [
        fact('language model', name),
        ...Object.entries(scores).map(([what, value]) => judged(what, value, thresholds)),
        ...(await compared(folder, name)),
      ];
    } finally {
      await Promise.all([engines.embedder.close(), languageModel?.close?.()]);
    }
  },
};

async function score(engines: Engines, all: boolean): Promise<Scores> {
  const sums: Record<string, number[]> = {};
  const add = (what: string, ...values: number[]) => {
    sums[what] = [...(sums[what] ?? []), ...values];
  };
  for (const talk of talks) {
    const started = performance.now();
    const written = await writeEpisode(talk.transcript, engines);
    add('seconds an episode', (performance.now() - started) / 1000);
    const { tokens, chapters, notes } = written;
    const found = chapters.chapters.slice(1).map(({ startMs }) => startMs);
    add('chapters, F1@15', boundaryF1(found, talk.boundariesMs));
    const starts = tokens.sentences.map(({ startMs }) => startMs);
    add('chapters, Pk', pk(starts, found, talk.boundariesMs));
    const { verified, wrong } = verify(written);
    for (const claim of wrong) console.log(`  does not hold: ${claim}`);
    add('groundedness', verified / Math.max(1, verified + wrong.length));
    add('format kept', keepsFormat(written));
    const asked = await askTalk(talk, written, engines);
    add('questions answered', asked.answered / asked.asked);
    add('foreign questions refused', asked.refused / asked.foreign);
    if (!engines.languageModel) continue;
    const dropped = notes.dropped.length + (chapters.dropped?.length ?? 0);
    add('claims that held at once', verified / Math.max(1, verified + dropped));
    add('not degraded', notes.degraded === null && !chapters.degraded ? 1 : 0);
  }
  const { tried, held } = await withstood(engines, all);
  add('attacks withstood', held / tried);
  return Object.fromEntries(Object.entries(sums).map(([what, values]) => [what, mean(values)]));
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
