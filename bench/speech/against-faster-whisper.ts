import { createTranscriber } from '#speech';
import { fact, type Row, row } from '../bench.js';
import { prepareReference, referenceSeconds } from '../faster-whisper/reference.js';
import { hear, samplesFrom } from './hear.js';

/** Odd, for a median. */
const rounds = 5;

/**
 * The whole stage (voice activity, language, words, their times, guards) against faster-whisper int8 with word times, in
 * adjacent runs: the same weights and file, all cores, both loaded before.
 */
export async function timeRows(name: string, path: string): Promise<Row[]> {
  const python = await prepareReference();
  if (!python) return [fact('faster-whisper', 'cannot be had here (needs python3 with venv and PyPI)')];
  const pcm = samplesFrom(name, ['-i', path]);
  const transcriber = createTranscriber({ WHISPER_ENGINE: 'onnx', WHISPER_MODEL: 'whisper-base-onnx' });
  const rows: Row[] = [];
  const ratios: number[] = [];
  try {
    await hear(transcriber, pcm);
    for (let round = 1; round <= rounds; round++) {
      const theirs = referenceSeconds(python, path);
      const { seconds: ours } = await hear(transcriber, pcm);
      ratios.push(ours / theirs);
      rows.push(fact(`${name}, round ${round}: ours, theirs`, `${ours.toFixed(1)}, ${theirs.toFixed(1)} s`));
    }
  } finally {
    await transcriber.close();
  }
  const middle = ratios.sort((a, b) => a - b)[(rounds - 1) / 2]!;
  return [
    ...rows,
    row('whole stage / faster-whisper int8, median', `${middle.toFixed(2)} ×`, '≤ 0.85 ×', middle <= 0.85),
  ];
}
