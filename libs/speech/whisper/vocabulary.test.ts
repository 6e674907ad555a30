import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packageRoot } from '#config';
import { Vocabulary } from './vocabulary.js';

const vocabulary = await Vocabulary.load(join(packageRoot, 'models/whisper-base-onnx/multilingual.tiktoken'));

it('encodes as Whisper does', () => {
  expect(vocabulary.encode(' Hello world')).toEqual([2425, 1002]);
});

it('gives back any text it encodes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(vocabulary.decode(vocabulary.encode(text))).toBe(text);
    }),
  );
});

it('keeps brackets and music signs from being written, and words and digits free', () => {
  const isSuppressed = (text: string) => vocabulary.suppressed[vocabulary.encode(text)[0]!] === 1;
  expect(['[', ' [', '♪', ' (', ' ♪♪'].every(isSuppressed)).toBe(true);
  expect([' music', ' 1984', ',', ' um'].some(isSuppressed)).toBe(false);
});

it('refuses a file that is no token list', async () => {
  await expect(Vocabulary.load(join(packageRoot, 'package.json'))).rejects.toMatchObject({
    failureClass: 'input',
  });
});
