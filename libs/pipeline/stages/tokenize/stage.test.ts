import { afterAll, describe, expect, it } from 'vitest';
import { tokensArtifact } from '#contracts';
import { createEmbedder, dot, unpackVector } from '#language';
import { spoken } from '../../test-transcript.js';
import { tokenize } from './stage.js';

const embedder = createEmbedder();
afterAll(() => embedder.close());

type Tools = Parameters<typeof tokenize.run>[1];
const run = (text: string, language = 'en') => {
  const transcript = spoken(text, { language, timing: 'interpolated', wordMs: 350, everyMs: 400 });
  const tools = {
    embedder,
    signal: new AbortController().signal,
    progress: () => {},
    settings: {},
  } as unknown as Tools;
  return tokenize.run({ transcript, edits: { profile: 'standard', cuts: [] } }, tools);
};

describe('tokenize', () => {
  it('gives sentences with times, exact counts, chunks and vectors', async () => {
    const tokens = tokensArtifact.parse(
      await run('A starter is alive. The starter eats flour. Now the trains.'),
    );
    expect(tokens.sentences.map(({ id, startMs, wordEnd }) => [id, startMs, wordEnd])).toEqual([
      ['s0001', 0, 4],
      ['s0002', 1600, 8],
      ['s0003', 3200, 11],
    ]);
    expect(tokens.counts).toEqual([
      { tokenizer: 'llama-3', tokens: 14, exact: true },
      { tokenizer: 'o200k_base', tokens: 14, exact: true },
      { tokenizer: 'all-MiniLM-L6-v2-int8', tokens: 14, exact: true },
    ]);
    expect(tokens.chunks).toMatchObject([{ id: 'c001', sentenceStart: 0, sentenceEnd: 3, startMs: 0 }]);
    const [alive, flour, trains] = tokens.sentences.map(({ vector }) => unpackVector(vector));
    expect(dot(alive!, flour!)).toBeGreaterThan(dot(alive!, trains!));
    expect(tokens.keyPhrases[0]).toMatchObject({ text: 'starter' });
  });

  it.each([
    ['nothing', '', 0],
    ['one word', 'Hello', 1],
    ['no punctuation', 'word '.repeat(300), 8],
    ['right to left', 'هل وصل القطار؟ نعم وصل.', 2],
  ])('takes %s', async (_, text, atLeast) => {
    const tokens = tokensArtifact.parse(await run(text));
    expect(tokens.sentences.length).toBeGreaterThanOrEqual(atLeast > 2 ? 5 : atLeast);
    expect(tokens.chunks.length > 0).toBe(atLeast > 0);
  });
});
