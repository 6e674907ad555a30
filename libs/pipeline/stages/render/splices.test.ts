import { afterAll, describe, expect, it } from 'vitest';
import { noise } from '../../../media/test-media.js';
import { timelineFromKept } from '../../timeline.js';
import { babble, cut, heard, recorded, remove, run, seconds } from './test-render.js';

afterAll(remove);

describe('time', () => {
  it('is exact to the sample: every beep is where the timeline says', async () => {
    const sampleRate = 44_100;
    const source = new Float32Array(20 * sampleRate);
    const beeps = [1, 4, 8, 13, 18];
    for (const beep of beeps)
      for (let at = 0; at < 441; at++)
        source[beep * sampleRate + at] = 0.5 * Math.sin((2 * Math.PI * 2_000 * at) / sampleRate);
    const recording = await recorded([source], sampleRate);
    const rendered = await run(recording, [
      cut(2_000, 3_333),
      cut(5_000, 7_100),
      cut(9_000, 9_800),
      cut(14_000, 17_500),
    ]);
    const timeline = timelineFromKept(rendered.kept, recording.audio!.durationMs);
    const out = await heard(rendered);
    const loudest = Math.max(...out.slice(0, 60_000).map(Math.abs));
    for (const beep of beeps) {
      const expected = Math.round((timeline.toPublished(beep * 1000) * sampleRate) / 1000);
      const near = out.slice(expected - 2_000, expected + 2_000);
      const onset = near.findIndex((sample) => Math.abs(sample) > loudest / 2);
      // MP3 smears an onset by a few samples: half a millisecond either way.
      expect(Math.abs(onset - 2_000)).toBeLessThan(0.0005 * sampleRate);
    }
  });

  it('does not drift over thousands of cuts', async () => {
    const sampleRate = 8_000;
    const recording = await recorded([babble(300, sampleRate, 0.2)], sampleRate);
    const cuts = Array.from({ length: 1_400 }, (_, index) => cut(index * 214 + 30, index * 214 + 80));
    const words = cuts.map(({ endMs }) => ({
      text: 'word',
      startMs: endMs + 20,
      endMs: endMs + 60,
      confidence: 1,
    }));
    const rendered = await run(recording, cuts, {}, words);
    expect(Math.abs(rendered.publishedDurationMs - (300_000 - 1_400 * 50))).toBeLessThan(1_400);
    expect((await heard(rendered)).length).toBe(Math.round(seconds(rendered) * sampleRate));
  });
});

describe('a splice', () => {
  it('adds no step to a steady tone', async () => {
    const sampleRate = 48_000;
    const tone = Float32Array.from(
      { length: 6 * sampleRate },
      (_, at) => 0.1 * Math.sin((2 * Math.PI * 220 * at) / sampleRate),
    );
    const rendered = await run(await recorded([tone], sampleRate), [cut(2_000, 3_001.7)], {
      bitrateKbps: 192,
    });
    const out = await heard(rendered);
    const join = 2 * sampleRate;
    const biggest = (from: number, to: number) => {
      let step = 0;
      for (let at = from; at < to; at++) step = Math.max(step, Math.abs(out[at]! - out[at - 1]!));
      return step;
    };
    expect(biggest(join - 4_800, join + 4_800)).toBeLessThanOrEqual(1.03 * biggest(24_000, 48_000));
  });

  it('keeps the room at its level: no hole and no bump where a cut was', async () => {
    const sampleRate = 48_000;
    const room = noise(8, sampleRate, 0.02);
    const out = await heard(await run(await recorded([room], sampleRate), [cut(3_000, 4_000)]));
    const levelAt = (ms: number) => {
      const part = out.slice(((ms - 20) * sampleRate) / 1000, ((ms + 20) * sampleRate) / 1000);
      return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
    };
    const usual = [1_000, 1_500, 2_000, 5_000, 6_000].map(levelAt);
    const mean = usual.reduce((sum, level) => sum + level, 0) / usual.length;
    for (let ms = 2_880; ms <= 3_120; ms += 20) expect(Math.abs(levelAt(ms) - mean)).toBeLessThan(1);
  });
});
