import type { CandidateWord } from '../fillers/mark-fillers.js';
import { alignTokens } from '../word-times/attention-alignment.js';
import type { Decoded, TextToken } from './decode.js';
import { attentionFrameMs } from './graphs.js';
import type { Vocabulary } from './vocabulary.js';

/** Written without blanks between words: here every character is a word of its own. */
export const unspaced = new Set(['zh', 'ja', 'th', 'lo', 'my', 'km', 'bo']);

/** Joins tokens into words, timed by attention alone, relative to the window. Confidence is the tokens' mean probability. */
export function writtenWords(
  decoded: Decoded,
  vocabulary: Vocabulary,
  language: string,
  soundFrames: number,
): CandidateWord[] {
  const { tokens, endAttention } = decoded;
  if (tokens.length === 0) return [];
  const first = alignTokens([...tokens.map((token) => token.attention), endAttention], soundFrames);
  return groups(tokens, vocabulary, unspaced.has(language))
    .map(({ from, to }) => {
      const own = tokens.slice(from, to);
      return {
        text: vocabulary.decode(own.map((token) => token.id)).trim(),
        startMs: first[from]! * attentionFrameMs,
        endMs: first[to]! * attentionFrameMs,
        confidence: Math.exp(own.reduce((sum, token) => sum + token.logProbability, 0) / own.length),
        fillerProbability: own[0]!.fillerProbability,
        likeliestFiller: vocabulary.decode([own[0]!.likeliestFiller]).trim(),
      };
    })
    .filter((word) => word.text !== '');
}

const blank = 32;

/** Token ranges of words: a token that begins with a blank begins one; unspaced scripts break at every whole character. */
function groups(
  tokens: TextToken[],
  vocabulary: Vocabulary,
  everyCharacter: boolean,
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const [i, token] of tokens.entries()) {
    const last = found.at(-1);
    const begins = vocabulary.bytes(token.id)[0] === blank;
    const whole =
      last && !vocabulary.decode(tokens.slice(last.from, i).map(({ id }) => id)).endsWith('\uFFFD');
    if (!last || begins || (everyCharacter && whole)) found.push({ from: i, to: i + 1 });
    else last.to = i + 1;
  }
  return found;
}
