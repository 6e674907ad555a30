import { describe, expect, it } from 'vitest';
import { pruneProse } from './prose.js';

describe('pruneProse', () => {
  it.each([
    ['Bread is easy! 🎉', 'Bread is easy.'],
    ['In this episode, we explain starters.', 'Explain starters.'],
    ['As an AI language model, I cannot listen. Bread needs time.', 'Bread needs time.'],
    ['**Bold** claims and <b>markup</b>.', 'Bold claims and markup.'],
    ["We delve into bread. It's alive.", "It's alive."],
    ['', ''],
  ])('%j', (written, pruned) => expect(pruneProse(written)).toBe(pruned));
});
