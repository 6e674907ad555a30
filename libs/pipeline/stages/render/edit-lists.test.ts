import { afterAll, describe, expect, it } from 'vitest';
import type { Cut } from '#contracts';
import { noise } from '../../../media/test-media.js';
import { babble, cut, heard, recorded, remove, run, seconds, tools } from './test-render.js';

afterAll(remove);

describe('edit lists', async () => {
  const sampleRate = 16_000;
  const recording = await recorded([babble(10, sampleRate, 0.2)], sampleRate);

  it('that overlap, reach beyond the end and repeat themselves still have one meaning', async () => {
    const messy = [
      cut(4_000, 5_000),
      cut(4_500, 6_000),
      cut(4_500, 6_000),
      cut(9_000, 99_000),
      cut(50_000, 60_000),
    ];
    const rendered = await run(recording, messy);
    expect(Math.abs(rendered.publishedDurationMs - 7_000)).toBeLessThanOrEqual(2);
  });

  it('that leave nothing are refused, with what to do', async () => {
    await expect(run(recording, [cut(0, 10_000)])).rejects.toMatchObject({
      failureClass: 'input',
      remedy: expect.stringMatching(/Reject some of the cuts/),
    });
  });

  it('of ten thousand cuts lose no time and no sample', { timeout: 90_000 }, async () => {
    const long = await recorded([babble(300, 8_000, 0.2)], 8_000);
    const cuts = Array.from({ length: 10_000 }, (_, index) => cut(index * 30 + 5, index * 30 + 15));
    const words = cuts.map(({ endMs }) => ({
      text: 'a',
      startMs: endMs + 2,
      endMs: endMs + 18,
      confidence: 1,
    }));
    const rendered = await run(long, cuts, {}, words);
    expect(Math.abs(rendered.publishedDurationMs - (300_000 - 10_000 * 10))).toBeLessThan(10_000);
    expect((await heard(rendered)).length).toBe(Math.round(seconds(rendered) * 8_000));
  });

  it('may take everything but one word', async () => {
    const words = [{ text: 'word', startMs: 4_000, endMs: 4_600, confidence: 1 }];
    const rendered = await run(recording, [cut(0, 4_000), cut(4_600, 10_000)], {}, words);
    expect(Math.abs(rendered.publishedDurationMs - 600)).toBeLessThanOrEqual(2);
  });

  it('may mute a recording from end to end, be it silent or full of sound', async () => {
    const silent = await recorded([new Float32Array(2 * sampleRate)], sampleRate);
    for (const sound of [recording, silent]) {
      const rendered = await run(sound, [cut(0, 99_000, { action: 'mute' })]);
      expect(rendered.publishedDurationMs).toBe(sound.audio!.durationMs);
    }
  });

  it('that are empty change nothing but the level', async () => {
    const rendered = await run(recording, []);
    expect(rendered.kept).toEqual([{ startMs: 0, endMs: 10_000, publishedStartMs: 0 }]);
    expect((await heard(rendered)).length).toBe(10 * sampleRate);
  });

  it('may mute: time stays, the sound goes, and the room is heard in its place', async () => {
    // Twelve seconds of speech in a room 46 dB under full scale, louder after the sixth: the fan went on.
    const room = noise(12, sampleRate, 0.005).map((sample, at) => sample * (at < 6 * sampleRate ? 1 : 2));
    const spoken = babble(12, sampleRate, 0.2).map((sample, at) => sample + room[at]!);
    const mutes = [cut(3_050, 3_950, { action: 'mute' }), cut(9_050, 9_950, { action: 'mute' })];
    const rendered = await run(await recorded([spoken], sampleRate), mutes);
    const out = await heard(rendered);
    expect(out.length).toBe(12 * sampleRate);
    const level = (samples: Float32Array, from: number, to: number) => {
      const part = samples.slice(from * sampleRate, to * sampleRate);
      return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
    };
    // Where nothing was changed, what was made louder tells by how much.
    const gainDb = level(out, 4.2, 8.8) - level(spoken, 4.2, 8.8);
    expect(Math.abs(level(out, 3.1, 3.9) - level(room, 3.1, 3.9) - gainDb)).toBeLessThan(2);
    expect(Math.abs(level(out, 9.1, 9.9) - level(room, 9.1, 9.9) - gainDb)).toBeLessThan(2);
  });

  it('filters a chime out from under words, and leaves the voice as it was', async () => {
    const lines = [880, 1_320, 1_975];
    const struck = Float32Array.from({ length: 12 * sampleRate }, (_, at) => {
      const t = at / sampleRate - 6.1;
      if (t < 0 || t > 1) return 0;
      return lines.reduce((sum, hz) => sum + 0.05 * Math.sin(2 * Math.PI * hz * t), 0) * Math.exp(-4 * t);
    });
    const spoken = babble(12, sampleRate, 0.1);
    const both = await recorded([spoken.map((sample, at) => sample + struck[at]!)], sampleRate);
    const words = [{ text: 'word', startMs: 6_200, endMs: 6_800, confidence: 1 }];
    // So quiet that no limiter touches it: only what was filtered differs.
    const quiet = { bitrateKbps: 192, targetLufs: -30 };
    const heardWith = async (...cuts: Cut[]) => heard(await run(both, cuts, quiet, words));
    const filtered = await heardWith(cut(6_100, 7_000, { action: 'duck' }));
    const left = await heardWith();
    const band = (samples: Float32Array, hz: number, from: number, to: number) => {
      let [re, im] = [0, 0];
      for (let at = from * sampleRate; at < to * sampleRate; at++) {
        re += samples[at]! * Math.cos((2 * Math.PI * hz * at) / sampleRate);
        im += samples[at]! * Math.sin((2 * Math.PI * hz * at) / sampleRate);
      }
      return 10 * Math.log10(re * re + im * im);
    };
    // Each rendering has a gain of its own: levels are told against a stretch that nothing touches.
    const voiceHz = 140;
    const rise = (samples: Float32Array, hz: number, from: number, to: number) =>
      band(samples, hz, from, to) - band(samples, voiceHz, 8, 11);
    const change = (samples: Float32Array, hz: number, from: number, to: number) =>
      rise(samples, hz, from, to) - rise(left, hz, from, to);
    for (const hz of lines) expect(change(filtered, hz, 6.1, 6.5)).toBeLessThan(-12);
    expect(Math.abs(change(filtered, voiceHz, 6.1, 7))).toBeLessThan(0.5);
  });

  it('may duck: far where nobody speaks, a little under a word', async () => {
    const tone = Float32Array.from({ length: 10 * sampleRate }, (_, at) => 0.1 * Math.sin(at * 0.3));
    const words = [{ text: 'word', startMs: 6_200, endMs: 6_800, confidence: 1 }];
    const ducks = [cut(2_000, 3_000, { action: 'duck' }), cut(6_000, 7_000, { action: 'duck' })];
    const out = await heard(await run(await recorded([tone], sampleRate), ducks, {}, words));
    const loudest = (at: number) =>
      Math.max(...out.slice(at * sampleRate, (at + 0.5) * sampleRate).map(Math.abs));
    expect(20 * Math.log10(loudest(2.25) / loudest(4))).toBeCloseTo(-18, 0);
    expect(20 * Math.log10(loudest(6.25) / loudest(4))).toBeCloseTo(-6, 0);
  });

  it('leave the source as it was', async () => {
    const before = await tools.objects.read(recording.audio!.source);
    await run(recording, [cut(1_000, 2_000)]);
    expect((await tools.objects.read(recording.audio!.source)).equals(before)).toBe(true);
  });
});
