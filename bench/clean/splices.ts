import type { Recording, Rendered } from '#contracts';
import { audioFormats, decode } from '#media';
import { render } from '../../libs/pipeline/stages/render/stage.js';
import { soundTools } from '../../libs/pipeline/test-tools.js';
import { type Row, row } from '../bench.js';
import { longRecording } from './long-recording.js';

const seconds = 600;

/** A join is as long as this on each side, and this far around it the recording's own steps are what is usual. */
const joinMs = 5;
const aroundMs = 100;
/** Half of the longest crossfade: so much of what is cut is still faintly heard. */
const fadeMs = 60;
/** Where two unlike sounds cross with equal power, both are heard at −3 dB: their steps may add up to this. */
const toleratedDb = 3;
/** Steps under −60 dBFS are an encoder's noise. */
const inaudibleStep = 1e-3;

type KeptSpan = Rendered['kept'][number];

/** How the joins in a finished file sound, and whether the file is as long and as loud as it should be. */
export async function spliceRows(): Promise<Row[]> {
  const made = await soundTools();
  try {
    const long = await longRecording(made, seconds);
    const { recording, transcript, cuts } = long;
    const settings = render.settings.parse({});
    const edits = { profile: 'standard', cuts };
    const rendered = await render.run({ recording, edits, transcript }, { ...made.tools, settings });
    const path = await made.tools.objects.localPath(rendered.audio!);
    const read = (file: string) => Sound.read(file, rendered.sampleRate!, made.tools.signal);
    const [published, source] = [await read(path), await read(long.path)];
    const { integratedLufs, truePeakDbtp } = rendered.loudness!;
    const offLu = Math.abs((integratedLufs ?? 0) - settings.targetLufs);
    const cutMs = cuts.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    const offMs = Math.abs(published.durationMs - (recording.audio!.durationMs - cutMs));
    const gain = gainOf(recording, rendered);
    const { kept } = rendered;
    const clicks = kept
      .slice(1)
      .filter((after, n) => hasClick(kept[n]!, after, published, source, gain)).length;
    return [
      row(
        `joins with a step above what is around them`,
        `${clicks} of ${kept.length - 1}`,
        '0',
        clicks === 0,
      ),
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

/** How loud the published sound is against the source, so that their steps can be compared. */
function gainOf(recording: Recording, rendered: Rendered): number {
  const from = recording.audio!.loudness.integratedLufs ?? 0;
  return 10 ** (((rendered.loudness!.integratedLufs ?? from) - from + toleratedDb) / 20);
}

/** Larger than any step in what was said just before and just after the join, as it was recorded. */
function hasClick(before: KeptSpan, after: KeptSpan, published: Sound, source: Sound, gain: number): boolean {
  const own = Math.max(
    source.largestStep(before.endMs - aroundMs, before.endMs + fadeMs),
    source.largestStep(after.startMs - fadeMs, after.startMs + aroundMs),
  );
  const at = after.publishedStartMs;
  return published.largestStep(at - joinMs, at + joinMs) > Math.max(inaudibleStep, own * gain);
}

/** The first channel of a recording. */
class Sound {
  private constructor(
    private readonly samples: Float32Array,
    private readonly sampleRate: number,
  ) {}

  static async read(path: string, sampleRate: number, signal: AbortSignal): Promise<Sound> {
    const options = {
      container: audioFormats.mp3.container,
      sampleRate,
      channels: 1,
      format: 'f32le',
    } as const;
    const parts: Buffer[] = [];
    for await (const part of decode(path, { ...options, durationMs: seconds * 1000, signal }))
      parts.push(Buffer.from(part));
    const bytes = Buffer.concat(parts);
    return new Sound(new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4), sampleRate);
  }

  get durationMs(): number {
    return (this.samples.length * 1000) / this.sampleRate;
  }

  largestStep(fromMs: number, toMs: number): number {
    const index = (ms: number) => Math.round((ms * this.sampleRate) / 1000);
    const last = Math.min(this.samples.length, index(toMs));
    let largest = 0;
    for (let at = Math.max(1, index(fromMs)); at < last; at++)
      largest = Math.max(largest, Math.abs(this.samples[at]! - this.samples[at - 1]!));
    return largest;
  }
}
