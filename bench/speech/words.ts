import { createTranscriber } from '#speech';
import { fact, type Row, row } from '../bench.js';
import { hear, samplesFrom } from './hear.js';
import { fillersIn, type Known, scoreOf } from './recordings.js';

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Word errors, word starts and fillers of recordings whose words are known; means over the recordings, as the goals are. */
export async function wordRows(known: Known[]): Promise<Row[]> {
  const transcriber = createTranscriber({ WHISPER_ENGINE: 'onnx', WHISPER_MODEL: 'whisper-base-onnx' });
  const rows: Row[] = [];
  const scores = [];
  const fillers = { made: 0, right: 0 };
  try {
    for (const recording of known) {
      const pcm = samplesFrom(recording.name, ['-i', recording.path]);
      const { transcript } = await hear(transcriber, pcm);
      const score = scoreOf(recording, transcript);
      if (!score) return [fact('words', 'not scored: needs ../shared/eval')];
      const { made, right } = fillersIn(recording, transcript);
      fillers.made += made;
      fillers.right += right;
      scores.push(score);
      const starts = `${ms(score.startError.mean)}, ${ms(score.startError.p95)} ms`;
      const value = `${score.wer.toFixed(3)}, ${starts}, ${score.fillerRecall ?? '–'}, ${right} of ${made}`;
      rows.push(fact(`${recording.name}: WER, starts, fillers heard, right`, value));
    }
  } finally {
    await transcriber.close();
  }
  const wer = mean(scores.map((score) => score.wer));
  const start = mean(scores.map((score) => score.startError.mean));
  const p95 = mean(scores.map((score) => score.startError.p95));
  const recall = mean(scores.flatMap(({ fillerRecall }) => fillerRecall ?? []));
  const precision = fillers.right / fillers.made;
  return [
    ...rows,
    row('word error rate, fillers not counted', wer.toFixed(3), '≤ .05', wer <= 0.05),
    row('word starts, mean', `${ms(start)} ms`, '≤ 50 ms', start <= 0.05),
    row('word starts, 95th percentile', `${ms(p95)} ms`, '≤ 140 ms', p95 <= 0.14),
    row('um and uh heard', recall.toFixed(3), '≥ .93', recall >= 0.93),
    row('of those marked, right', precision.toFixed(3), '≥ .97', precision >= 0.97),
  ];
}

const ms = (seconds: number) => (seconds * 1000).toFixed(0);
