import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestChunkMs, planChunks } from './plan-chunks.js';
import { speechSpans } from './speech-spans.js';

const middle = ({ startMs, endMs }: { startMs: number; endMs: number }) => (startMs + endMs) / 2;

describe('chunks of speech', () => {
  it('joins sentences while they fit, and cuts at the pause where they do not', () => {
    const speech = [
      { startMs: 0, endMs: 5000 },
      { startMs: 5500, endMs: 11_000 },
      { startMs: 11_400, endMs: 14_000 },
    ];
    expect(planChunks(speech, middle).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 11_000],
      [11_400, 14_000],
    ]);
  });

  it('leaves long pauses out, where Whisper would invent', () => {
    const speech = [
      { startMs: 0, endMs: 1000 },
      { startMs: 5000, endMs: 6000 },
    ];
    expect(planChunks(speech, middle)).toHaveLength(2);
  });

  it('cuts speech without a pause where it is quietest', () => {
    const chunks = planChunks([{ startMs: 0, endMs: 20_000 }], () => 8000);
    expect(chunks.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 8000],
      [8000, 20_000],
    ]);
  });

  it('covers all speech once, in order, in chunks that are not too long', () => {
    const piece = fc.record({
      pause: fc.integer({ min: 1, max: 5000 }),
      length: fc.integer({ min: 100, max: 60_000 }),
    });
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        let atMs = 0;
        const speech = pieces.map(({ pause, length }) => {
          const startMs = atMs + pause;
          atMs = startMs + length;
          return { startMs, endMs: atMs };
        });
        const chunks = planChunks(speech, middle);
        const covered = chunks.flatMap((chunk) => chunk.speech);
        const length = (spans: typeof speech) =>
          spans.reduce((sum, span) => sum + span.endMs - span.startMs, 0);
        expect(length(covered)).toBeCloseTo(length(speech));
        for (const [i, chunk] of chunks.entries()) {
          expect(chunk.endMs - chunk.startMs).toBeLessThanOrEqual(longestChunkMs);
          expect(chunk.startMs).toBeGreaterThanOrEqual(chunks[i - 1]?.endMs ?? 0);
        }
      }),
    );
  });
});

describe('speech spans', () => {
  it('bridges short dips, ignores clicks and stays inside the recording', () => {
    const voice = Float32Array.from({ length: 100 }, (_, i) =>
      i === 90 || (i >= 10 && i < 40 && i !== 20) ? 0.9 : 0,
    );
    const spans = speechSpans(voice, 3200);
    expect(spans).toEqual([{ startMs: 120, endMs: 1480 }]);
  });

  it('hears no speech in silence', () => {
    expect(speechSpans(new Float32Array(1000), 32_000)).toEqual([]);
  });
});
