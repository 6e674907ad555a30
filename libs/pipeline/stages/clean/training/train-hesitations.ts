/**
 * Learns to tell hesitations that a recogniser wrote as other words, and prints hesitation-weights.ts.
 *
 *   node --import tsx --conditions=source libs/pipeline/stages/clean/training/train-hesitations.ts TRUTH.json=TRANSCRIPT.json …
 *
 * TRUTH holds {spans: [{kind, sub, start, end}]} in seconds; TRANSCRIPT is a transcript artifact of the same recording.
 * Each recording is also judged by the weights of the others; that is printed to standard error.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { transcriptArtifact } from '#contracts';
import { type Example, fitLogistic, likelihood } from '../../../logistic.js';
import { featuresOfWord, hesitationFeatures } from '../hidden-hesitations.js';
import { languageOf } from '../languages/index.js';
import { type Reading, readTranscript } from '../reading.js';

const truthFile = z.object({
  spans: z.array(
    z.object({ kind: z.string(), sub: z.string().nullish(), start: z.number(), end: z.number() }),
  ),
});
const sounds = new Set(['um', 'uh', 'er', 'hmm']);
/** Hesitations are one word in forty: a missed one counts as much as these many words wrongly suspected. */
const HESITATION_WEIGHT = 2;
const RIDGE = 1;

const shareInside = (word: { startMs: number; endMs: number }, span: { start: number; end: number }) =>
  (Math.min(word.endMs, span.end * 1000) - Math.max(word.startMs, span.start * 1000)) /
  Math.min(word.endMs - word.startMs, (span.end - span.start) * 1000);

/** Each recording as it is, and as it would be had no hesitation been written in it to compare others with. */
function lessonOf(argument: string): Example[] {
  const [truthPath, transcriptPath] = argument.split('=') as [string, string];
  const { spans } = truthFile.parse(JSON.parse(readFileSync(truthPath, 'utf8')));
  const transcript = transcriptArtifact.parse(JSON.parse(readFileSync(transcriptPath, 'utf8')));
  const words = transcript.words.map(({ hesitationLikeness, ...word }) => word);
  return [transcript, { ...transcript, words }].flatMap((read) => examplesOf(readTranscript(read), spans));
}

/** Words that were written as something else than a hesitation, and whether they are one. */
function examplesOf(reading: Reading, spans: z.infer<typeof truthFile>['spans']): Example[] {
  const rules = languageOf(reading.language);
  return reading.words.flatMap((word, at): Example[] => {
    if (word.isFiller && word.heard === undefined) return [];
    const inside = spans.filter((span) => shareInside(word, span) > 0.5);
    const target = inside.some(({ kind, sub }) => kind === 'filler' && sounds.has(sub ?? '')) ? 1 : 0;
    if (target === 0 && inside.some(({ kind }) => kind === 'filler' || kind === 'notification-talk'))
      return [];
    const example = { features: featuresOfWord(reading, at, rules), target, offset: 0 };
    return target === 1 ? Array.from({ length: HESITATION_WEIGHT }, () => example) : [example];
  });
}

const lessons = process.argv.slice(2).map(lessonOf);
const judged = lessons.flatMap((lesson, n) => {
  const model = fitLogistic(lessons.filter((_, m) => m !== n).flat(), RIDGE);
  return lesson.map(({ features, target }) => ({ target, p: likelihood(model, features) }));
});
for (const least of [0.4, 0.5, 0.6, 0.7, 0.8]) {
  const taken = judged.filter(({ p }) => p >= least);
  const right = taken.filter(({ target }) => target === 1).length / HESITATION_WEIGHT;
  const all = judged.filter(({ target }) => target === 1).length / HESITATION_WEIGHT;
  const wrong = taken.filter(({ target }) => target === 0).length;
  process.stderr.write(`at ${least}: ${right} of ${all} hidden hesitations, ${wrong} other words\n`);
}
const { weights, bias } = fitLogistic(lessons.flat(), RIDGE);
const lines = weights.map((weight, n) => `    ${weight.toFixed(2)}, // ${hesitationFeatures[n]}`);
process.stdout.write(
  `/** Written by training/train-hesitations.ts from ${lessons.length} recordings; in the order of hesitationFeatures. */\n` +
    `export const hesitationWeights = {\n  bias: ${bias.toFixed(2)},\n  weights: [\n${lines.join('\n')}\n  ],\n};\n`,
);
