/**
 * Learns what talk about an interruption is, and writes models/talk.
 *
 *   node --import tsx --conditions=source libs/pipeline/stages/clean/training/train-talk.ts [ORDINARY.json …]
 *
 * The lines are in lines/. ORDINARY are transcripts {segments: [{text}]} of shows in which nobody is interrupted: their
 * sentences and clauses are speech that stays. Topics are dealt into FOLDS, and each fold is also judged by what was
 * learned from the others alone: from that the likelihoods are made, and it is printed to standard error.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { modelPath } from '#config';
import { createEmbedder } from '#language';
import { fitLogistic } from '../../../logistic.js';
import { languageOf } from '../languages/index.js';
import { utteranceOf } from '../talk-classifier.js';
import { alike, gramWeight, vectorSteps } from '../talk-model.js';
import { readLines, type TaughtLine } from './interruption-lines.js';
import { solveKernelMachine } from './kernel-machine.js';

/** Of 0.1, 0.2, 0.5 and 1 this one judges other folds best. */
const RIDGE = 0.2;
const FOLDS = 5;
/** A pair of words that fewer lines have tells nothing of others. */
const LEAST_LINES_A_GRAM = 4;
/** Utterances of ordinary speech from each transcript. */
const ORDINARY_A_FILE = 60;
const LONGEST_ORDINARY = 20;

const transcriptFile = z.object({ segments: z.array(z.object({ text: z.string() })) });

function ordinaryLines(path: string): TaughtLine[] {
  const { segments } = transcriptFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  const said = segments
    .map(({ text }) => text)
    .join(' ')
    .split(/(?<=[.?!])\s+/)
    .flatMap((sentence, n) => (n % 3 === 0 ? sentence.split(/(?<=,)\s+/) : [sentence]))
    .filter((text) => text.length > 3 && text.split(' ').length <= LONGEST_ORDINARY);
  const step = Math.max(1, Math.floor(said.length / ORDINARY_A_FILE));
  return said
    .filter((_, n) => n % step === 0)
    .slice(0, ORDINARY_A_FILE)
    .map((text) => ({ topic: path, text, isTalk: false }));
}

const lines = [...readLines(), ...process.argv.slice(2).flatMap(ordinaryLines)];
const embedder = createEmbedder();
const vectors = await embedder.embed(lines.map(({ text }) => text));
await embedder.close();
const rules = languageOf('en').interruption;
const utterances = lines.map(({ text }, n) => utteranceOf(text, vectors[n]!, rules));
const topics = [...new Set(lines.map(({ topic }) => topic))];
const foldOf = (n: number) => topics.indexOf(lines[n]!.topic) % FOLDS;

const known = knownGrams();
const likenesses = likenessRows();

/** The lines that have a word or a pair of words, for each that enough lines have. */
function knownGrams(): Map<string, number[]> {
  const having = new Map<string, number[]>();
  utterances.forEach(({ grams }, n) => {
    for (const gram of grams) having.set(gram, [...(having.get(gram) ?? []), n]);
  });
  return new Map([...having].filter(([, { length }]) => length >= LEAST_LINES_A_GRAM));
}

/** How alike every two lines are; of each pair the later one's row has it. */
function likenessRows(): Float32Array[] {
  const rows = utterances.map(({ vector, signs }, n) =>
    Float32Array.from({ length: n + 1 }, (_, m) =>
      alike(dot(vector, utterances[m]!.vector), signs, utterances[m]!.signs),
    ),
  );
  for (const having of known.values())
    having.forEach((n, i) => {
      for (let j = 0; j <= i; j++) rows[n]![having[j]!]! += gramWeight;
    });
  return rows;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
  return sum;
}

const likeness = (n: number, m: number) => likenesses[Math.max(n, m)]![Math.min(n, m)]!;

/** What the lines with these numbers, in order, teach. */
function learn(numbers: readonly number[]) {
  const kernel = numbers.map((n, i) =>
    Float64Array.from({ length: i + 1 }, (_, j) => likeness(n, numbers[j]!)),
  );
  const targets = numbers.map((n) => (lines[n]!.isTalk ? 1 : -1));
  const { weights, bias } = solveKernelMachine(kernel, targets, RIDGE);
  return {
    weights,
    bias,
    judge: (other: number) => numbers.reduce((sum, n, i) => sum + weights[i]! * likeness(other, n), bias),
  };
}

const all = lines.map((_, n) => n);
const judged = new Float64Array(lines.length);
for (let fold = 0; fold < FOLDS; fold++) {
  const { judge } = learn(all.filter((n) => foldOf(n) !== fold));
  for (const n of all) if (foldOf(n) === fold) judged[n] = judge(n);
  process.stderr.write(`fold ${fold + 1} of ${FOLDS} judged by the others\n`);
}
const scale = fitLogistic(
  all.map((n) => ({ features: [judged[n]!], target: lines[n]!.isTalk ? 1 : 0, offset: 0 })),
  0,
);
const likelihoods = all.map((n) => 1 / (1 + Math.exp(-(scale.weights[0]! * judged[n]! + scale.bias))));

const { weights, bias } = learn(all);
const gramWeights = [...known].map(
  ([gram, having]) => [gram, gramWeight * having.reduce((sum, n) => sum + weights[n]!, 0)] as const,
);
const folder = modelPath('talk');
const digits = (value: number, count: number) => Number(value.toFixed(count));
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'vectors.int8'),
  Int8Array.from(
    vectors.flatMap((vector) => {
      const greatest = Math.max(...Array.from(vector, Math.abs));
      return Array.from(vector, (value) => Math.round((value / greatest) * vectorSteps));
    }),
  ),
);
writeFileSync(
  join(folder, 'talk.json'),
  JSON.stringify({
    lines: Array.from(weights, (value) => digits(value, 4)),
    signs: utterances.flatMap(({ signs }) => signs.map((value) => digits(value, 2))),
    signsALine: utterances[0]!.signs.length,
    grams: Object.fromEntries(gramWeights.map(([gram, value]) => [gram, digits(value, 4)])),
    bias: digits(bias, 4),
    slope: digits(scale.weights[0]!, 3),
    offset: digits(scale.bias, 3),
    vectorSize: vectors[0]!.length,
  }),
);

function report(name: string, of: readonly number[]): void {
  const above = (isTalk: boolean, least: number) => {
    const some = of.filter((n) => lines[n]!.isTalk === isTalk);
    return `${some.filter((n) => likelihoods[n]! >= least).length}/${some.length}`;
  };
  const figures = [0.3, 0.5, 0.7, 0.9, 0.97].map(
    (least) => `${least}: ${above(true, least)} and ${above(false, least)}`,
  );
  process.stderr.write(`${name.slice(0, 44).padEnd(46)} ${figures.join('   ')}\n`);
}
process.stderr.write('at each likelihood: talk found, and other speech taken for talk\n');
for (const topic of topics)
  report(
    topic,
    all.filter((n) => lines[n]!.topic === topic),
  );
report('all', all);
if (process.env.SHOW_WORST)
  for (const n of all) {
    const { topic, text, isTalk } = lines[n]!;
    const p = likelihoods[n]!;
    if (isTalk ? p < 0.4 : p > 0.6)
      process.stderr.write(`${isTalk ? 'missed' : 'taken '} ${p.toFixed(2)} ${topic}: ${text}\n`);
  }
