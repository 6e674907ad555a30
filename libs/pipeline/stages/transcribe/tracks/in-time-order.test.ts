import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Word } from '#contracts';
import { hesitationsUnderSpeech, inTimeOrder } from './in-time-order.js';

const word = (text: string, startMs: number, endMs: number, more: Partial<Word> = {}): Word => ({
  ...{ text, startMs, endMs, confidence: 1 },
  ...more,
});
const spans = (words: Word[]) => words.map(({ text, startMs, endMs }) => [text, startMs, endMs]);

describe('words of several speakers in one line', () => {
  it('alternate where people talk at once, each ending where the next begins', () => {
    const ada = [word('I', 0, 200), word('think', 220, 600), word('so', 650, 900)];
    const ben = [word('yeah', 500, 800)];
    expect(spans(inTimeOrder([...ada, ...ben], 2_000))).toEqual([
      ['I', 0, 200],
      ['think', 220, 500],
      ['yeah', 500, 650],
      ['so', 650, 900],
    ]);
  });

  it('leave no pause where somebody still speaks', () => {
    expect(spans(inTimeOrder([word('sooo', 0, 900), word('hm', 200, 300)], 2_000))).toEqual([
      ['sooo', 0, 200],
      ['hm', 200, 900],
    ]);
  });

  it('are all there, in order, not overlapping and inside the recording', () => {
    const anyWord = fc
      .record({
        startMs: fc.integer({ min: 0, max: 20_000 }),
        lengthMs: fc.integer({ min: 0, max: 3_000 }),
        speaker: fc.constantFrom('Ada', 'Ben', 'Cleo'),
      })
      .map(({ startMs, lengthMs, speaker }) =>
        word(`${speaker} ${startMs}`, startMs, startMs + lengthMs, { speaker }),
      );
    fc.assert(
      fc.property(
        fc.array(anyWord, { maxLength: 200 }),
        fc.integer({ min: 1, max: 25_000 }),
        (words, durationMs) => {
          const line = inTimeOrder(words, durationMs);
          expect(line.map(({ text }) => text).sort()).toEqual(words.map(({ text }) => text).sort());
          for (const [i, { startMs, endMs }] of line.entries()) {
            expect(startMs).toBeGreaterThanOrEqual(line[i - 1]?.endMs ?? 0);
            expect(endMs).toBeGreaterThan(startMs);
            expect(endMs).toBeLessThanOrEqual(durationMs);
          }
        },
      ),
    );
  });

  it('do without hesitations under somebody else’s words, which a cut would take along', () => {
    const under = word('um', 300, 500, { kind: 'filler' });
    const alone = word('uh', 1_000, 1_200, { kind: 'filler' });
    const words = [word('listen', 0, 400), under, word('now', 600, 800), alone];
    expect([...hesitationsUnderSpeech(words)]).toEqual([under]);
  });
});
