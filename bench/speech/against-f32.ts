import { createTranscriber } from '#speech';
import { fact, type Row, row } from '../bench.js';
import { prepareFullPrecision } from '../faster-whisper/reference.js';
import { hear, samplesFrom } from './hear.js';
import { type Known, scoreOf } from './recordings.js';

const mostWorse = 0.005;

/** Word errors with the bundled 8-bit weights against the same weights in 32 bits, through the same stage. */
export async function fullPrecisionRows(known: Known[]): Promise<Row[]> {
  const model = await prepareFullPrecision();
  if (!model)
    return [fact('f32 of the same weights', 'cannot be made here (needs python3 with venv and PyPI)')];
  const rows: Row[] = [];
  const engines = ['whisper-base-onnx', model].map((WHISPER_MODEL) =>
    createTranscriber({ WHISPER_ENGINE: 'onnx', WHISPER_MODEL }),
  );
  try {
    for (const recording of known) {
      const pcm = samplesFrom(recording.name, ['-i', recording.path]);
      const errors: number[] = [];
      for (const engine of engines) {
        const score = scoreOf(recording, (await hear(engine, pcm)).transcript);
        if (!score) return [fact('f32 of the same weights', 'not scored: needs ../shared/eval')];
        errors.push(score.wer);
      }
      const [ours = 1, full = 0] = errors;
      const what = `${recording.name}: WER, and with f32 of the same weights`;
      const reached = ours - full <= mostWorse;
      rows.push(row(what, `${ours.toFixed(3)}, ${full.toFixed(3)}`, '≤ .005 worse', reached));
    }
  } finally {
    for (const engine of engines) await engine.close();
  }
  return rows;
}
