/**
 * Cleans text without sound, to measure the word rules alone:
 *   tsx --conditions=source bench/clean/clean-text.ts page PAGE.txt REMOVALS.json
 *   tsx --conditions=source bench/clean/clean-text.ts pairs PAIRS.json TEXTS.json [PROFILE]
 * PROFILE is tight unless given: it takes corrections out without asking that the others only propose.
 * REMOVALS are character offsets into the page; TEXTS the cleaned text of each pair, by id.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Cut, Transcript } from '#contracts';
import { findCuts } from '../../libs/pipeline/stages/clean/find-cuts.js';
import { cleanSettings } from '../../libs/pipeline/stages/clean/settings.js';

interface Token {
  text: string;
  at: number;
  startsParagraph: boolean;
}

/** Headers such as `Name (01:02.345)` are not speech. */
const header = /^.+ \((?:\d+:)?\d+:\d+\.\d+\)$/;

function tokensOf(page: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const line of page.split('\n')) {
    const words = header.test(line) ? [] : [...line.matchAll(/\S+/g)];
    for (const [n, word] of words.entries())
      tokens.push({ text: word[0], at: at + word.index, startsParagraph: n === 0 });
    at += line.length + 1;
  }
  return tokens;
}

/** 400 ms a word is a usual pace; nothing here depends on it. */
const wordMs = 400;

const transcriptOf = (tokens: readonly Token[]): Transcript => ({
  language: 'en',
  engine: { name: 'import', model: 'page' },
  timing: 'interpolated',
  words: tokens.map(({ text }, n) => ({ text, startMs: n * wordMs, endMs: (n + 1) * wordMs, confidence: 1 })),
  paragraphs: tokens.flatMap(({ startsParagraph }, n) => (startsParagraph ? [n] : [])),
  speech: [],
  corrections: [],
  dropped: [],
});

const effectiveCuts = (tokens: readonly Token[], profile: 'standard' | 'tight'): Cut[] =>
  findCuts(transcriptOf(tokens), { events: [], music: [] }, cleanSettings.parse({ profile }), {
    verdicts: [],
    made: [],
  }).filter((cut) => cut.state === 'auto' && cut.action === 'cut' && cut.words);

export function cleanPage(page: string) {
  const tokens = tokensOf(page);
  const removals = effectiveCuts(tokens, 'standard').map((cut) => {
    const first = tokens[cut.words!.start]!;
    const last = tokens[cut.words!.end - 1]!;
    return { start: first.at, end: last.at + last.text.length, kind: cut.kind, sub: cut.sub };
  });
  return { removals, corrections: [] };
}

export function cleanPair(text: string, profile: 'standard' | 'tight' = 'tight'): string {
  const tokens = tokensOf(text);
  const gone = new Set(
    effectiveCuts(tokens, profile).flatMap(({ words }) =>
      Array.from({ length: words!.end - words!.start }, (_, n) => words!.start + n),
    ),
  );
  return tokens.flatMap(({ text }, n) => (gone.has(n) ? [] : [text])).join(' ');
}

function main([what, input, output, profile]: string[]): void {
  const content = readFileSync(input as string, 'utf8');
  const pairs = () => (JSON.parse(content) as { pairs: { id: string; disfluent: string }[] }).pairs;
  const result =
    what === 'page'
      ? cleanPage(content)
      : {
          texts: Object.fromEntries(
            pairs().map(({ id, disfluent }) => [
              id,
              cleanPair(disfluent, profile === 'standard' ? 'standard' : 'tight'),
            ]),
          ),
        };
  writeFileSync(output as string, JSON.stringify(result));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
