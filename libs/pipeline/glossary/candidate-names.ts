/** A text of which at least this many words are written small is running text: there, a capital marks a name. */
const smallWords = 2;
const shortestSmallWord = 4;
/** Shorter words are too easily like others. */
const shortestName = 5;

/**
 * Words that a text treats as names: with a capital, a digit or a sign inside (MinHash, H100), or with a capital at
 * the front where others are written small and no sentence begins. Headlines in capitals tell nothing else.
 */
export function candidateNames(text: string): string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+/u, ''));
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && word.length >= shortestSmallWord);
  const isRunning = small.length >= smallWords;
  const names = words.flatMap((written, i) => {
    const name = written.replace(/['’]s\P{L}*$|[^\p{L}\p{N}]+$/gu, '');
    const opens = i === 0 || /[.?!:–—-]["”’)]*$/.test(words[i - 1]!);
    const isMarked = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}|^\p{L}+\d/u.test(name) && !/[@/]|\.\p{L}/u.test(name);
    const isName = isRunning && !opens && /^\p{Lu}\p{Ll}+$/u.test(name) && name.length >= shortestName;
    return isMarked || isName ? [name] : [];
  });
  return [...new Set(names)];
}
