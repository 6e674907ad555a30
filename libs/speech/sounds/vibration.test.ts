import { describe, expect, it } from 'vitest';
import type { Soundscape } from './events.js';
import { levelHopMs } from './levels.js';
import { findVibrations } from './vibration.js';

const rate = 16_000;
const none = { pieces: [], music: new Float32Array(1000) };

/** Tones of 0.3 s with 0.2 s between them, one second after the start. */
function pulses(hzAt: (t: number) => number, count: number): Float32Array {
  const out = new Float32Array(4 * rate);
  for (let pulse = 0; pulse < count; pulse++) {
    let phase = 0;
    for (let n = 0; n < 0.3 * rate; n++) {
      phase += (2 * Math.PI * hzAt(n / rate)) / rate;
      out[Math.round((1 + pulse * 0.5) * rate) + n] = 0.1 * (Math.sin(phase) + 0.5 * Math.sin(2 * phase));
    }
  }
  return out;
}

function search(samples: Float32Array) {
  const read = async (start: number, count: number) =>
    Float32Array.from({ length: count }, (_, n) => samples[start + n] ?? 0);
  const hop = (rate * levelHopMs) / 1000;
  const levels = Float32Array.from({ length: samples.length / hop }, (_, h) => {
    const power = samples.subarray(h * hop, (h + 1) * hop).reduce((sum, value) => sum + value ** 2, 0) / hop;
    return 10 * Math.log10(power + 1e-10);
  });
  const scene = { levels, floor: levels, voice: new Float32Array(125).fill(0.9), speechDb: -20 };
  return findVibrations({ length: samples.length, read }, scene satisfies Soundscape, none);
}

describe('findVibrations', () => {
  it.each([110, 165, 250])('finds a phone that vibrates twice at %i Hz, with its edges', async (hz) => {
    const { gaps, over } = await search(pulses(() => hz, 2));
    expect(over).toEqual([]);
    expect(gaps.map(({ by }) => by)).toEqual(['vibration', 'on-and-off']);
    expect(Math.abs(gaps[0]!.startMs - 1000)).toBeLessThan(60);
    expect(Math.abs(gaps[0]!.endMs - 1800)).toBeLessThan(60);
  });

  it('takes three pulses for one sound', async () => {
    const { gaps } = await search(pulses(() => 180, 3));
    expect(gaps).toHaveLength(2);
    expect(gaps[0]!.endMs).toBeGreaterThan(2200);
  });

  it('leaves a voice that hums, for its pitch moves, and a tone that sounds once', async () => {
    for (const samples of [pulses((t) => 165 * (1 + 0.1 * t), 2), pulses(() => 165, 1)])
      expect(await search(samples)).toEqual({ gaps: [], over: [] });
  });
});
