import type { Rendered } from '#contracts';
import { audioFormats, decode } from '#media';
import { render } from '../../libs/pipeline/stages/render/stage.js';
import { soundTools } from '../../libs/pipeline/test-tools.js';
import { type Row, row } from '../bench.js';
import { longRecording } from './long-recording.js';

const seconds = 600;

/** A join, and what is around it: the join's own samples are compared with these. */
const joinMs = 5;
const aroundMs = 100;
/** Steps under −60 dBFS are an encoder's noise. */
const inaudibleStep = 1e-3;

/** How the joins in a finished file sound, and whether the file is as long and as loud as it should be. */
export async function spliceRows(): Promise<Row[]> {
  const made = await soundTools();
  try {
    const { recording, transcript, cuts } = await longRecording(made, seconds);
    const settings = render.settings.parse({});
    const edits = { profile: 'standard', cuts };
    const rendered = await render.run({ recording, edits, transcript }, { ...made.tools, settings });
    const path = await made.tools.objects.localPath(rendered.audio!);
    const samples = await firstChannel(path, rendered, made.tools.signal);
    const { integratedLufs, truePeakDbtp } = rendered.loudness!;
    const offLu = Math.abs((integratedLufs ?? 0) - settings.targetLufs);
    const cutMs = cuts.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    const offMs = Math.abs(
      (samples.length * 1000) / rendered.sampleRate! - (recording.audio!.durationMs - cutMs),
    );
    const joins = rendered.kept.slice(1).map(({ publishedStartMs }) => publishedStartMs);
    const clicks = joins.filter((atMs) => hasClick(samples, atMs, rendered.sampleRate!)).length;
    return [
      row(`joins with a step above what is around them`, `${clicks} of ${joins.length}`, '0', clicks === 0),
      row('loudness off its target', `${offLu.toFixed(2)} LU`, '≤ 0.5 LU', offLu <= 0.5),
      row('true peak', `${truePeakDbtp} dBTP`, '≤ −1 dBTP', (truePeakDbtp ?? 0) <= -1),
      row(
        'published duration off source less cuts, a cut',
        `${(offMs / cuts.length).toFixed(2)} ms`,
        '≤ 1 ms',
        offMs <= cuts.length,
      ),
    ];
  } finally {
    await made.remove();
  }
}

function hasClick(samples: Float32Array, atMs: number, sampleRate: number): boolean {
  const index = (ms: number) => Math.max(1, Math.min(samples.length, Math.round((ms * sampleRate) / 1000)));
  const largestStep = (fromMs: number, toMs: number) => {
    let largest = inaudibleStep;
    for (let at = index(fromMs); at < index(toMs); at++)
      largest = Math.max(largest, Math.abs(samples[at]! - samples[at - 1]!));
    return largest;
  };
  const own = Math.max(
    largestStep(atMs - joinMs - aroundMs, atMs - joinMs),
    largestStep(atMs + joinMs, atMs + joinMs + aroundMs),
  );
  return largestStep(atMs - joinMs, atMs + joinMs) > own;
}

async function firstChannel(path: string, rendered: Rendered, signal: AbortSignal): Promise<Float32Array> {
  const { container } = audioFormats.mp3;
  const [sampleRate, durationMs] = [rendered.sampleRate!, rendered.publishedDurationMs];
  const parts: Buffer[] = [];
  for await (const part of decode(path, {
    container,
    sampleRate,
    channels: 1,
    format: 'f32le',
    durationMs,
    signal,
  }))
    parts.push(Buffer.from(part));
  const bytes = Buffer.concat(parts);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}
