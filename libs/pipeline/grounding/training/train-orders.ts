/**
 * Learns what orders to a machine are like, and writes models/orders.
 *
 *   node --import tsx --conditions=source libs/pipeline/grounding/training/train-orders.ts [TRANSCRIPT.json …]
 *
 * The lines are in lines/, and ordinary speech also in those of the talk about interruptions. TRANSCRIPTs {segments:
 * [{text}]} and the attacks of the tests are never learned from: with them the judge is measured, to standard error.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { modelPath } from '#config';
import { createEmbedder } from '#language';
import { readLines } from '../../stages/clean/training/interruption-lines.js';
import { solveKernelMachine } from '../../stages/clean/training/kernel-machine.js';
import { gramsOf, LIKE_AN_ORDER, type OrderWeights, orderLikeness } from '../order-likeness.js';
import { speaksToMachine } from '../suspect-speech.js';

const RIDGE = 0.5;
/** Meaning counts twice what the words do. */
const MEANING = 2;
const VARIANTS = 8;
/** A gram that fewer lines have tells nothing of others. */
const LEAST_LINES_A_GRAM = 3;
/** Of the other lines, mostly about telephones, every second is enough. */
const EVERY = 2;

interface Line {
  text: string;
  isOrder: boolean;
}
const ownLines = readLines(new URL('./lines/', import.meta.url), VARIANTS);
const lines: Line[] = [
  ...ownLines.map(({ text, isTalk }) => ({ text, isOrder: isTalk })),
  ...readLines()
    .filter((_, n) => n % EVERY === 0)
    .map(({ text }) => ({ text, isOrder: false })),
];
const embedder = createEmbedder();
const vectors = await embedder.embed(lines.map(({ text }) => text));
const grams = weighedGrams();

function weighedGrams(): Map<string, number>[] {
  const each = lines.map(({ text }) => gramsOf(text));
  const having = new Map<string, number>();
  for (const gram of each.flat()) having.set(gram, (having.get(gram) ?? 0) + 1);
  return each.map((all) => {
    const size = Math.sqrt(Math.max(1, all.length));
    const known = all.filter((gram) => having.get(gram)! >= LEAST_LINES_A_GRAM);
    return new Map(known.map((gram) => [gram, rarity(having.get(gram)!) / size]));
  });
}
/** 1 for a gram that three lines in a thousand have; rarer ones say more. */
function rarity(having: number): number {
  return Math.log(lines.length / having) / Math.log(300);
}

function likenessOf(n: number, m: number): number {
  let meaning = 0;
  for (let d = 0; d < vectors[n]!.length; d++) meaning += vectors[n]![d]! * vectors[m]![d]!;
  let shared = 0;
  for (const [gram, weight] of grams[n]!) shared += weight * (grams[m]!.get(gram) ?? 0);
  return MEANING * meaning + shared;
}

function learn(): OrderWeights {
  const kernel = lines.map((_, n) => Float64Array.from({ length: n + 1 }, (_, m) => likenessOf(n, m)));
  const targets = lines.map(({ isOrder }) => (isOrder ? 1 : -1));
  const { weights, bias } = solveKernelMachine(kernel, targets, RIDGE);
  const digits = (value: number) => Number(value.toFixed(4));
  const ofGrams = new Map<string, number>();
  const counts = new Map<string, number>();
  grams.forEach((own, n) => {
    const size = Math.sqrt(Math.max(1, gramsOf(lines[n]!.text).length));
    for (const [gram, weight] of own) {
      ofGrams.set(gram, (ofGrams.get(gram) ?? 0) + weights[n]! * weight);
      counts.set(gram, weight * size);
    }
  });
  return {
    vector: Array.from({ length: vectors[0]!.length }, (_, d) =>
      digits(MEANING * vectors.reduce((sum, vector, n) => sum + weights[n]! * vector[d]!, 0)),
    ),
    grams: Object.fromEntries(
      [...ofGrams].flatMap(([gram, sum]) => {
        const weight = digits(sum * counts.get(gram)!);
        return Math.abs(weight) >= 0.01 ? [[gram, weight] as const] : [];
      }),
    ),
    bias: digits(bias),
  };
}

const learned = learn();
mkdirSync(modelPath('orders'), { recursive: true });
writeFileSync(join(modelPath('orders'), 'orders.json'), JSON.stringify(learned));

const transcript = z.object({ segments: z.array(z.object({ text: z.string() })) });
const sentencesOf = (text: string) => text.split(/(?<=[.?!])\s+/u).filter((one) => one.length > 1);
async function likenesses(texts: string[]): Promise<number[]> {
  const meanings = await embedder.embed(texts);
  return texts.map((text, n) => orderLikeness(text, meanings[n]!, learned));
}

const ordinary = process.argv.slice(2).flatMap((path) =>
  sentencesOf(
    transcript
      .parse(JSON.parse(readFileSync(path, 'utf8')))
      .segments.map(({ text }) => text)
      .join(' '),
  ),
);
const attacks = z
  .array(z.object({ kind: z.string(), speech: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('../spoken-attacks.json', import.meta.url), 'utf8')));
const highest = await Promise.all(
  attacks.map(async ({ speech }) => Math.max(...(await likenesses(sentencesOf(speech))))),
);
const of = await likenesses(ordinary);
const tell = (line: string) => process.stderr.write(`${line}\n`);
tell(`${lines.length} lines, ${Object.keys(learned.grams).length} grams; ${ordinary.length} sentences`);
for (const least of [-0.2, -0.1, 0, LIKE_AN_ORDER, 0.1, 0.15, 0.2, 0.3])
  tell(
    `${least}: ${highest.filter((one) => one > least).length} of ${attacks.length} attacks, ` +
      `${of.filter((one) => one > least).length} of ordinary speech`,
  );
const byPhrase = ordinary.filter((text) => speaksToMachine(text)).length;
tell(`by their phrases: ${byPhrase} of ordinary speech`);
ordinary.forEach((text, n) => {
  if (of[n]! > LIKE_AN_ORDER) tell(`taken ${of[n]!.toFixed(2)} ${text}`);
});
attacks.forEach(({ kind, speech }, n) => {
  if (highest[n]! <= LIKE_AN_ORDER) tell(`missed ${highest[n]!.toFixed(2)} ${kind}: ${speech}`);
});
await embedder.close();
