import { describe, expect, it } from 'vitest';
import { isGlidingVoice } from './gliding-voice.js';

const rate = 16_000;
const whole = { startMs: 0, endMs: 800 };
const recordingOf = (sample: (seconds: number) => number) => ({
  read: async (start: number, count: number) =>
    Float32Array.from({ length: count }, (_, n) => sample((start + n) / rate)),
});

/** A tone of eight harmonics whose phase in turns is given, struck five times a second. */
const struck = (turns: (seconds: number) => number) => (seconds: number) => {
  const inPuff = seconds % 0.2;
  const tone = Array.from(
    { length: 8 },
    (_, h) => Math.sin(2 * Math.PI * (h + 1) * turns(seconds)) / (h + 1),
  ).reduce((sum, value) => sum + value, 0);
  return inPuff < 0.15 ? 0.1 * Math.sin((Math.PI * inPuff) / 0.15) * tone : 0;
};

describe('a voice that glides', () => {
  it('is a laugh, whose pitch rises and falls in every puff', async () => {
    // 300 to 420 Hz and back, 2.5 times a second.
    const laugh = struck((t) => 360 * t - (60 / (2 * Math.PI * 2.5)) * Math.cos(2 * Math.PI * 2.5 * t));
    expect(await isGlidingVoice(recordingOf(laugh), whole)).toBe(true);
  });

  it('is no ring that holds its note, however low', async () => {
    expect(await isGlidingVoice(recordingOf(struck((t) => 360 * t)), whole)).toBe(false);
    expect(await isGlidingVoice(recordingOf(struck((t) => 150 * t)), whole)).toBe(false);
  });

  it('is no chime of two notes, and no slide above any voice', async () => {
    const twoNotes = struck((t) => (t < 0.4 ? 440 * t : 330 * t));
    const slide = (t: number) => 0.1 * Math.sin(2 * Math.PI * (900 * t + 900 * t * t));
    expect(await isGlidingVoice(recordingOf(twoNotes), whole)).toBe(false);
    expect(await isGlidingVoice(recordingOf(slide), whole)).toBe(false);
  });

  it('is nothing in silence or in a click', async () => {
    expect(
      await isGlidingVoice(
        recordingOf(() => 0),
        whole,
      ),
    ).toBe(false);
    expect(
      await isGlidingVoice(
        recordingOf(() => 0.1),
        { startMs: 0, endMs: 20 },
      ),
    ).toBe(false);
  });
});
