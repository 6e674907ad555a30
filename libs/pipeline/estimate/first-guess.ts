import type { Speed } from './speed.js';

/**
 * Milliseconds of work for each millisecond of recording, until this machine has a past of its own. Measured on the
 * bundled episode five times over (5 min) with two cores, Whisper base as ONNX, and no language model.
 */
const firstGuesses: Record<string, Speed> = {
  ingest: 0.006,
  compare: 0.0005,
  transcribe: 0.065,
  listen: 0.02,
  clean: 0.0005,
  render: 0.022,
  tokenize: 0.012,
  chapterize: 0.0005,
  summarize: 0.0005,
  publish: 0.0005,
};

/** Stages that ask a language model, when there is one: a minute or two for an hour's episode. */
const withLanguageModel: Record<string, Speed> = { chapterize: 0.01, summarize: 0.03 };

/** Time of other engines on a CPU against ONNX. */
const engines: [RegExp, number][] = [[/^whisper-(cpp|node) /, 2]];

/** Time of each size of Whisper against base, from the encoders' and decoders' sizes. */
const sizes: [RegExp, number][] = [
  [/tiny/, 0.5],
  [/small/, 3.5],
  [/medium/, 10],
  [/large|turbo/, 15],
];

/** A hosted or local server: seldom slower than this, sending the audio included. */
const serverSpeed = 0.05;
/** Reading a transcript takes no time that anyone sees. */
const importSpeed = 0.0002;

/** @param engine as in StageRun, such as `onnx whisper-base-onnx`; empty when the stage has none */
export function firstGuess(stage: string, engine: string): Speed {
  const guess = firstGuesses[stage] ?? 0.01;
  if (stage !== 'transcribe') return (engine && withLanguageModel[stage]) || guess;
  if (engine.startsWith('import')) return importSpeed;
  if (engine.startsWith('http')) return serverSpeed;
  const factor = (of: [RegExp, number][]) => of.find(([name]) => name.test(engine))?.[1] ?? 1;
  return guess * factor(engines) * factor(sizes);
}
