import type { Speed } from './speed.js';

/**
 * Milliseconds of work for each millisecond of recording, until this machine has a past of its own. Measured on the
 * bundled episode with two cores: good for the order of the stages' weights, not for another machine.
 */
const firstGuesses: Record<string, Speed> = {
  ingest: 0.02,
  transcribe: 0.15,
  listen: 0.03,
  clean: 0.01,
  render: 0.05,
  tokenize: 0.03,
  chapterize: 0.01,
  summarize: 0.02,
  publish: 0.005,
};

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
  if (stage !== 'transcribe') return guess;
  if (engine.startsWith('import')) return importSpeed;
  if (engine.startsWith('http')) return serverSpeed;
  return guess * (sizes.find(([name]) => name.test(engine))?.[1] ?? 1);
}
