import { afterAll, describe, expect, it } from 'vitest';
import { createEmbedder } from './embedder.js';
import { dot } from './vectors.js';

const embedder = createEmbedder();
afterAll(() => embedder.close());

describe('embedder', () => {
  it('puts sentences of one meaning close together, in the order they were given', async () => {
    const texts = ['A man is eating food.', 'The stock market fell today.', 'A man eats a meal.'];
    const [eating, market, meal] = await embedder.embed(texts);
    expect(eating).toHaveLength(384);
    expect(dot(eating!, eating!)).toBeCloseTo(1, 4);
    expect(dot(eating!, meal!)).toBeGreaterThan(0.8);
    expect(dot(eating!, market!)).toBeLessThan(0.2);
  });

  it('gives the same vector whatever stands beside it, and takes an empty text', async () => {
    const [alone] = await embedder.embed(['Bread is flour and water.']);
    const [among, empty] = await embedder.embed([
      'Bread is flour and water.',
      '',
      'A much longer sentence about something else entirely.',
    ]);
    expect(dot(alone!, among!)).toBeGreaterThan(0.99);
    expect(empty).toHaveLength(384);
  });

  it('counts WordPieces', async () => {
    expect(await embedder.countTokens(['hello world', '', 'deduplication'])).toEqual([2, 0, 3]);
  });

  it('stops when it is aborted, and works again after it was closed', async () => {
    await expect(embedder.embed(['one'], AbortSignal.abort(new Error('cancelled')))).rejects.toThrow(
      'cancelled',
    );
    await embedder.close();
    await embedder.close();
    expect(await embedder.embed(['one'])).toHaveLength(1);
  });

  it('says which model is missing', async () => {
    const nowhere = createEmbedder('/nowhere');
    await expect(nowhere.embed(['one'])).rejects.toMatchObject({ failureClass: 'resource' });
  });
});
