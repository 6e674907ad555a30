import { describe, expect, it } from 'vitest';
import { countTokens } from './tokenizers.js';

describe('countTokens', () => {
  it('counts by the vocabulary of the model, text by text', async () => {
    const texts = ['hello world', 'Donaudampfschifffahrt', '<|endoftext|>', ''];
    const counts = await countTokens(texts, ['llama-3', 'o200k_base', 'cl100k_base']);
    expect(counts).toEqual({
      'llama-3': [2, 10, 7, 0],
      o200k_base: [2, 8, 7, 0],
      cl100k_base: [2, 10, 7, 0],
    });
  });

  it('ends at once when it is aborted', async () => {
    const stop = new AbortController();
    const counting = countTokens(['word '.repeat(100_000)], ['llama-3'], stop.signal);
    stop.abort(new Error('cancelled'));
    await expect(counting).rejects.toThrow('cancelled');
  });
});
