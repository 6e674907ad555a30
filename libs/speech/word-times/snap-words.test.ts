import fc from 'fast-check';
import { expect, it } from 'vitest';
import { measureEnergy } from '../audio/energy.js';
import { snapWords } from './snap-words.js';

const rate = 16_000;

/** A voice-like tone in each span, over a faint floor. */
function speak(spans: [number, number][], durationMs: number): Float32Array {
  const samples = Float32Array.from(
    { length: (durationMs * rate) / 1000 },
    (_, i) => Math.sin(i * i) * 0.0005,
  );
  for (const [startMs, endMs] of spans)
    for (let i = (startMs * rate) / 1000; i < (endMs * rate) / 1000; i++)
      samples[i]! +=
        0.3 * Math.sin((2 * Math.PI * 140 * i) / rate) + 0.2 * Math.sin((2 * Math.PI * 900 * i) / rate);
  return samples;
}

it('moves the edges of separate words to the pauses around them', () => {
  const spans: [number, number][] = [
    [500, 800],
    [1200, 1600],
    [2000, 2300],
  ];
  const written = spans.map(([startMs], i) => ({
    text: ['open', 'window', 'now'][i]!,
    startMs: startMs - 200,
    endMs: (spans[i + 1]?.[0] ?? 2500) - 200,
  }));
  const snapped = snapWords(written, measureEnergy(speak(spans, 3000)));
  for (const [i, word] of snapped.entries()) {
    expect(Math.abs(word.startMs - spans[i]![0])).toBeLessThanOrEqual(20);
    expect(Math.abs(word.endMs - spans[i]![1])).toBeLessThanOrEqual(20);
  }
});

it('puts a hesitation before the pause that follows it', () => {
  // "for uh" in one breath, a pause, "three": attention points into the pause for the uh.
  const samples = speak(
    [
      [300, 480],
      [490, 620],
      [900, 1200],
    ],
    1600,
  );
  const written = [
    { text: 'for,', startMs: 200, endMs: 640 },
    { text: 'uh,', startMs: 640, endMs: 800 },
    { text: 'three', startMs: 800, endMs: 1150 },
  ];
  const [, uh, three] = snapWords(written, measureEnergy(samples));
  expect(uh!.endMs).toBeLessThanOrEqual(640);
  expect(Math.abs(three!.startMs - 900)).toBeLessThanOrEqual(20);
});

it('gives words in order, not overlapping, whatever attention says', () => {
  const raw = fc
    .array(fc.nat(2000), { minLength: 2, maxLength: 15 })
    .map((times) => times.sort((a, b) => a - b));
  const voiced = fc.array(fc.nat(1600), { maxLength: 4 });
  fc.assert(
    fc.property(raw, voiced, (times, starts) => {
      const energy = measureEnergy(
        speak(
          starts.map((startMs) => [startMs, startMs + 300]),
          2000,
        ),
      );
      const words = times.slice(1).map((endMs, i) => ({ text: 'word', startMs: times[i]!, endMs }));
      let lastEndMs = 0;
      for (const { startMs, endMs } of snapWords(words, energy)) {
        expect(startMs).toBeGreaterThanOrEqual(lastEndMs);
        expect(endMs).toBeGreaterThanOrEqual(startMs);
        expect(endMs).toBeLessThanOrEqual(2000);
        lastEndMs = endMs;
      }
    }),
  );
});
