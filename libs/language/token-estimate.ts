import type { TokenizerName } from './tokenizers.js';
import { countTokens } from './tokenizers.js';

/** Fewest characters a token was seen to hold in spoken English, over the vocabularies of llm-engines.md §4 (58,564 / 14,060 = 4.2), with room for other languages. */
const CHARACTERS_A_TOKEN = 3;

/** Exact where the model's name tells its vocabulary, else an estimate on the high side. */
export async function countForModel(model: string, texts: string[], signal?: AbortSignal): Promise<number[]> {
  const vocabulary = vocabularyOf(model);
  if (!vocabulary) return texts.map((text) => Math.ceil(text.length / CHARACTERS_A_TOKEN));
  return (await countTokens(texts, [vocabulary], signal))[vocabulary];
}

function vocabularyOf(model: string): TokenizerName | null {
  const name = model.toLowerCase();
  if (/llama-?_?3/.test(name)) return 'llama-3';
  if (/gpt-(4o|4\.1|5)|gpt-oss|(^|\/)o[1-9]\b/.test(name)) return 'o200k_base';
  return /gpt-(4|3\.5)/.test(name) ? 'cl100k_base' : null;
}
