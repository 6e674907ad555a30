import { describe, expect, it } from 'vitest';
import { PeakMeter, peakMs } from './peaks.js';

const frames = (ms: number) => ms * 16;

describe('PeakMeter', () => {
  it('gives one byte of full scale every 20 ms, however the samples arrive', () => {
    const samples = new Int16Array(frames(3 * peakMs));
    samples[frames(5)] = 16_384;
    samples[frames(25)] = -32_768;
    for (const size of [1, 7, 320, samples.length]) {
      const meter = new PeakMeter();
      for (let at = 0; at < samples.length; at += size) meter.push(samples.subarray(at, at + size));
      expect([...meter.finish()]).toEqual([128, 255, 0]);
    }
  });

  it('counts a last window that is not full', () => {
    const meter = new PeakMeter();
    meter.push(Int16Array.from({ length: 321 }, () => 32_767));
    expect([...meter.finish()]).toEqual([255, 255]);
  });

  it('holds the peaks of an hour', () => {
    const meter = new PeakMeter();
    const second = new Int16Array(16_000).fill(1_000);
    for (let at = 0; at < 3_600; at++) meter.push(second);
    expect(meter.finish().length).toBe(3_600 * (1_000 / peakMs));
  });
});
