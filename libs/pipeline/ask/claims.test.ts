import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Claim, claimsOf } from './claims.js';

async function* inPieces(text: string, sizes: number[]): AsyncGenerator<string> {
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield text.slice(at, at + size);
    at += size;
  }
}

async function read(text: string, sizes = [text.length || 1]): Promise<Claim[]> {
  const claims: Claim[] = [];
  for await (const claim of claimsOf(inPieces(text, sizes))) claims.push(claim);
  return claims;
}

describe('claims of an answer', () => {
  it.each([
    ['It took 16,000 GPUs [2].', [{ text: 'It took 16,000 GPUs.', sources: [2] }]],
    ['It took GPUs. [2] [1]', [{ text: 'It took GPUs.', sources: [2, 1] }]],
    [
      'One thing [1, 3]. And two [2].\nRest',
      [
        { text: 'One thing.', sources: [1, 3] },
        { text: 'And two.', sources: [2] },
        { text: 'Rest', sources: [] },
      ],
    ],
    ['NOT IN SHOW', [{ text: 'NOT IN SHOW', sources: [] }]],
    ['', []],
  ])('reads %j', async (text, claims) => {
    expect(await read(text)).toEqual(claims);
  });

  it('are the same however the text is cut on its way', async () => {
    const claim = fc.record({
      text: fc.stringMatching(/^[A-Z][a-z ]{0,20}[a-z]$/),
      sources: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
    });
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(claim, { maxLength: 5 }), sizes, async (claims, cut) => {
        const text = claims.map((one) => `${one.text} [${one.sources.join('][')}].`).join(' ');
        expect(await read(text, cut)).toEqual(claims.map((one) => ({ ...one, text: `${one.text}.` })));
      }),
    );
  });
});
