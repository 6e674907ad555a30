import { readFile } from 'node:fs/promises';
import { inputFailure } from '#contracts';
import { endOfText } from './special-tokens.js';

/** GPT-2's split of text into pieces that are merged on their own (openai/whisper, tokenizer.py). */
const pieces = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

/** Signs that are not said (openai/whisper, `non_speech_tokens`): an engine that may write them writes [MUSIC]. */
const unspoken = [
  ...'"#()*+/:;<=>@[\\]^_`{|}~「」『』',
  ...'<< >> <<< >>> -- --- -( -[ (\' (" (( )) ((( ))) [[ ]] {{ }} ♪♪ ♪♪♪'.split(' '),
];
const musicSigns = [...'♩♪♫♬♭♮♯'];

/** Byte-pair encoding of the multilingual Whisper models. */
export class Vocabulary {
  private readonly ranks: Map<string, number>;
  /** 1 where the decoder may not write a token: unspoken signs and all specials but the end of text. */
  readonly suppressed: Uint8Array;

  private constructor(private readonly tokens: Buffer[]) {
    this.ranks = new Map(tokens.map((bytes, rank) => [bytes.toString('latin1'), rank]));
    this.suppressed = this.suppressionList();
  }

  /** Reads a `.tiktoken` file: one base64 token and its rank a line. */
  static async load(path: string): Promise<Vocabulary> {
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    if (lines.length !== endOfText)
      throw inputFailure(
        `${path} is not the token list of a multilingual Whisper model.`,
        'Fetch the model again with npx showrunner models pull.',
      );
    return new Vocabulary(lines.map((line) => Buffer.from(line.split(' ')[0]!, 'base64')));
  }

  /** The bytes a text token stands for: a whole word, a part of one, or part of one character. */
  bytes(token: number): Buffer {
    return this.tokens[token]!;
  }

  decode(tokens: number[]): string {
    return Buffer.concat(tokens.map((token) => this.bytes(token))).toString('utf8');
  }

  encode(text: string): number[] {
    return [...text.matchAll(pieces)].flatMap(([piece]) => this.merge(piece));
  }

  private merge(piece: string): number[] {
    const parts = [...Buffer.from(piece).toString('latin1')];
    for (;;) {
      let best = Number.POSITIVE_INFINITY;
      let at = -1;
      for (let i = 0; i + 1 < parts.length; i++) {
        const rank = this.ranks.get(parts[i]! + parts[i + 1]!) ?? Number.POSITIVE_INFINITY;
        if (rank < best) [best, at] = [rank, i];
      }
      if (at < 0) return parts.map((part) => this.ranks.get(part)!);
      parts.splice(at, 2, parts[at]! + parts[at + 1]!);
    }
  }

  private suppressionList(): Uint8Array {
    const list = new Uint8Array(endOfText + 1);
    list[this.encode(' -')[0]!] = 1;
    list[this.encode(" '")[0]!] = 1;
    for (const sign of [...unspoken, ...musicSigns])
      for (const tokens of [this.encode(sign), this.encode(` ${sign}`)])
        if (tokens.length === 1 || musicSigns.includes(sign)) list[tokens[0]!] = 1;
    return list;
  }
}
