import { readdirSync, readFileSync } from 'node:fs';

/** One line to learn from. */
export interface TaughtLine {
  topic: string;
  text: string;
  isTalk: boolean;
}

/** Of each template so many variants are taken, spread over all that it can say. */
const VARIANTS = 3;

/** A number that depends on the variant and the place as if by chance, and is always the same. */
const drawn = (variant: number, place: number) =>
  Math.imul((variant * 73_856_093) ^ ((place + 1) * 19_349_663), 83_492_791) >>> 8;

/**
 * Reads lines/*.txt: `# topic`, then `+ talk about an interruption` (or whatever is sought) and `- speech about the same things that stays`;
 * {a|b} stands for either.
 */
export function readLines(folder = new URL('./lines/', import.meta.url), variants = VARIANTS): TaughtLine[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) =>
      linesOf(file.replace('.txt', ''), readFileSync(new URL(file, folder), 'utf8'), variants),
    );
}

function linesOf(file: string, text: string, variants: number): TaughtLine[] {
  let topic = '';
  return text.split('\n').flatMap((line): TaughtLine[] => {
    if (line.startsWith('# ')) topic = `${file}: ${line.slice(2)}`;
    if (!/^[+-] /.test(line)) return [];
    return variantsOf(line.slice(2), variants).map((said) => ({
      topic,
      text: said,
      isTalk: line.startsWith('+'),
    }));
  });
}

/** Up to so many ways to say a template; spread over its choices. */
export function variantsOf(template: string, variants = VARIANTS): string[] {
  const parts = template.split(/[{}]/).map((part, n) => (n % 2 === 1 ? part.split('|') : [part]));
  const said = Array.from({ length: variants }, (_, n) =>
    parts.map((choices, p) => choices[drawn(n, p) % choices.length]!).join(''),
  );
  return [...new Set(said.map(asSentence))];
}

function asSentence(text: string): string {
  const tidy = text
    .replace(/\s+([,.?!])/g, '$1')
    .replace(/,,/g, ',')
    .trim();
  const closed = /[.?!,]$/.test(tidy) ? tidy : `${tidy}.`;
  return closed[0]!.toUpperCase() + closed.slice(1);
}
