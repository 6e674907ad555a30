import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { artifactKey, canonicalJson } from './artifact-key.js';

describe('canonicalJson', () => {
  it('does not depend on the order in which fields were written', () => {
    expect(canonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe(canonicalJson({ a: { c: 3, d: 2 }, b: 1 }));
  });

  it('says the same as JSON: it parses back to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('artifactKey', () => {
  const stage = { name: 'clean', version: 1 };

  it('changes with the version, the settings and any input', () => {
    const keys = [
      artifactKey(stage, { profile: 'standard' }, { words: 'a' }),
      artifactKey({ ...stage, version: 2 }, { profile: 'standard' }, { words: 'a' }),
      artifactKey(stage, { profile: 'tight' }, { words: 'a' }),
      artifactKey(stage, { profile: 'standard' }, { words: 'b' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
