import { join } from 'node:path';
import { modelFolder } from '../engine/model-files.js';
import { Vocabulary } from '../whisper/vocabulary.js';

const tokenFile = 'multilingual.tiktoken';
let vocabulary: Promise<Vocabulary> | undefined;

/**
 * Tells whether a word is an everyday one: whether the speech model's vocabulary, made from the most frequent pieces of
 * text, has it whole.
 */
export async function commonWords(): Promise<(word: string) => boolean> {
  const folder = modelFolder('whisper-base-onnx', [tokenFile]);
  vocabulary ??= Vocabulary.load(join(folder, tokenFile));
  const known = await vocabulary;
  return (word) => known.encode(` ${word.toLowerCase()}`).length === 1;
}

/** Whether every word of a text is an everyday one. */
export async function isOrdinary(text: string): Promise<boolean> {
  const isCommon = await commonWords();
  return text.split(' ').every(isCommon);
}
