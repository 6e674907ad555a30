/**
 * Learns what talk about an interruption is, and prints talk-weights.ts.
 *
 *   node --import tsx --conditions=source libs/pipeline/stages/clean/training/train-talk.ts [ORDINARY.json …]
 *
 * The lines are in interruption-lines.txt. ORDINARY are transcripts {segments: [{text}]} of shows in which nobody is
 * interrupted: their sentences are speech that stays. Each topic is also judged by the weights of all others; that is
 * printed to standard error, and no topic's words helped to judge it.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createEmbedder } from '#language';
import { type Example, fitLogistic, likelihood } from '../../../logistic.js';
import { languageOf } from '../languages/index.js';
import { normalise } from '../reading.js';
import { talkFeatures } from '../talk-classifier.js';
import { readLines, type TaughtLine } from './interruption-lines.js';

/** Held back by leave-one-topic-out: see the figures printed. */
const RIDGE = 6;
/** Sentences of ordinary speech from each transcript. */
const ORDINARY_A_FILE = 250;

const transcriptFile = z.object({ segments: z.array(z.object({ text: z.string() })) });

function ordinaryLines(path: string): TaughtLine[] {
  const { segments } = transcriptFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  const sentences = segments
    .map(({ text }) => text)
    .join(' ')
    .split(/(?<=[.?!])\s+/)
    .filter((sentence) => sentence.split(' ').length <= 20);
  const step = Math.max(1, Math.floor(sentences.length / ORDINARY_A_FILE));
  return sentences
    .filter((_, n) => n % step === 0)
    .slice(0, ORDINARY_A_FILE)
    .map((text) => ({ topic: 'a real show', text, isTalk: false }));
}

/** As the reading of a transcript gives it: normal words with their commas. */
const saidIn = (text: string) =>
  text
    .split(/\s+/)
    .filter((word) => normalise(word))
    .map((word) => (/[,;:–—]$/.test(word) ? `${normalise(word)} ,` : normalise(word)))
    .join(' ')
    .replace(/ ,$/, '');

const lines = [...readLines(), ...process.argv.slice(2).flatMap(ordinaryLines)];
const embedder = createEmbedder();
const vectors = await embedder.embed(lines.map(({ text }) => text));
await embedder.close();
const rules = languageOf('en').interruption;
const examples = lines.map(
  ({ text, isTalk }, n): Example => ({
    features: talkFeatures(vectors[n]!, saidIn(text), rules),
    target: isTalk ? 1 : 0,
    offset: 0,
  }),
);

const full = fitLogistic(examples, RIDGE);
const { weights, bias } = full;
process.stdout.write(
  `/** Written by training/train-talk.ts from ${lines.length} lines; in the order of talkFeatures. */\n` +
    `export const talkWeights = {\n  bias: ${bias.toFixed(3)},\n  weights: [${weights.map((w) => w.toFixed(2)).join(', ')}],\n};\n`,
);

interface Judged extends TaughtLine {
  p: number;
}

const judged: Judged[] = [...new Set(lines.map(({ topic }) => topic))].flatMap((topic) => {
  const model = fitLogistic(
    examples.filter((_, n) => lines[n]!.topic !== topic),
    RIDGE,
    full,
  );
  return lines.flatMap((line, n) =>
    line.topic === topic ? [{ ...line, p: likelihood(model, examples[n]!.features) }] : [],
  );
});

function report(name: string, of: readonly Judged[]): void {
  const talk = of.filter(({ isTalk }) => isTalk);
  const other = of.filter(({ isTalk }) => !isTalk);
  const above = (all: readonly Judged[], least: number) => all.filter(({ p }) => p >= least).length;
  const figures = [0.3, 0.5, 0.7, 0.9]
    .map(
      (least) => `${least}: ${above(talk, least)}/${talk.length} and ${above(other, least)}/${other.length}`,
    )
    .join('   ');
  process.stderr.write(`${name.padEnd(20)} ${figures}\n`);
}
process.stderr.write('at each likelihood: talk found, and other speech taken for talk\n');
for (const topic of new Set(judged.map((line) => line.topic)))
  report(
    topic,
    judged.filter((line) => line.topic === topic),
  );
report('all', judged);
if (process.env.SHOW_WORST) {
  const wrong = judged.filter(({ isTalk, p }) => (isTalk ? p < 0.4 : p > 0.6));
  for (const { topic, text, isTalk, p } of wrong)
    process.stderr.write(`${isTalk ? 'missed' : 'taken '} ${p.toFixed(2)} ${topic}: ${text}\n`);
}
