import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkSentences, MAX_CHUNK_TOKENS } from './chunks.js';

describe('chunkSentences', () => {
  it('shares one sentence with the neighbour', () => {
    expect(chunkSentences([100, 100, 100, 20])).toEqual([
      { sentenceStart: 0, sentenceEnd: 2, tokens: 200 },
      { sentenceStart: 1, sentenceEnd: 4, tokens: 220 },
    ]);
  });

  it('gives a sentence above the budget a chunk of its own, and nothing for nothing', () => {
    expect(chunkSentences([500])).toEqual([{ sentenceStart: 0, sentenceEnd: 1, tokens: 500 }]);
    expect(chunkSentences([])).toEqual([]);
  });

  it('holds every sentence, keeps the budget and always goes on', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }), (tokens) => {
        const chunks = chunkSentences(tokens);
        const held = new Set(
          chunks.flatMap(({ sentenceStart, sentenceEnd }) =>
            tokens.map((_, i) => i).slice(sentenceStart, sentenceEnd),
          ),
        );
        expect(held.size).toBe(tokens.length);
        for (const [c, chunk] of chunks.entries()) {
          expect(chunk.tokens <= MAX_CHUNK_TOKENS || chunk.sentenceEnd - chunk.sentenceStart === 1).toBe(
            true,
          );
          if (c > 0) expect(chunk.sentenceEnd).toBeGreaterThan(chunks[c - 1]!.sentenceEnd);
        }
      }),
    );
  });
});
