/** How letters sound, coarsely, in the order the rules apply. Capitals stand for sounds of two letters. */
type Rules = [RegExp, string][];

const english: Rules = [
  [/^kn|^gn/g, 'n'],
  [/^wr/g, 'r'],
  [/^x/g, 's'],
  [/ph/g, 'f'],
  [/gh/g, ''],
  [/sch/g, 'sk'],
  [/tch|ch/g, 'C'],
  [/sh|[ts]io(?=n)/g, 'S'],
  [/th/g, 'T'],
  [/dge|g(?=[eiy])/g, 'j'],
  [/ck|q|c(?![eiy])/g, 'k'],
  [/c/g, 's'],
  [/x/g, 'ks'],
  [/wh/g, 'w'],
  [/(?<=[^aeiou])e$/g, ''],
  [/ee|ea|ie|y$/g, 'i'],
  [/oo|ou/g, 'u'],
];
const german: Rules = [
  [/sch/g, 'S'],
  [/ph|v/g, 'f'],
  [/ch|ck/g, 'k'],
  [/w/g, 'v'],
  [/z/g, 'ts'],
  [/ie/g, 'i'],
  [/c|q/g, 'k'],
];
const romance: Rules = [
  [/qu|ch|c(?![eiy])/g, 'k'],
  [/c|ç|z/g, 's'],
  [/ph/g, 'f'],
  [/h/g, ''],
  [/g(?=[eiy])/g, 'j'],
];
const byLanguage: Record<string, Rules> = {
  en: english,
  de: german,
  nl: german,
  fr: romance,
  es: romance,
  it: romance,
  pt: romance,
};

const digits = ['ziro', 'wan', 'tu', 'Tri', 'for', 'faiv', 'siks', 'seven', 'eit', 'nain'];
/** Names of letters that stand alone, where they are not what the letter itself sounds like. */
const letterNames: Record<string, string> = {
  b: 'bi',
  c: 'si',
  d: 'di',
  f: 'ef',
  g: 'ji',
  h: 'eiC',
  j: 'jei',
  k: 'kei',
  l: 'el',
  m: 'em',
  n: 'en',
  p: 'pi',
  q: 'kiu',
  r: 'ar',
  s: 'es',
  t: 'ti',
  v: 'vi',
  w: 'dabliu',
  x: 'eks',
  y: 'wai',
  z: 'zi',
};

/** What a text sounds like: one character a sound, no blanks. */
export function soundOf(text: string, language: string): string {
  return text
    .replace(/\b([B-HJ-Z])(?=[A-Z][a-z])/g, '$1 ')
    .split(/[^\p{L}\p{N}']+/u)
    .map((word) => wordSound(word.replace(/'/g, ''), byLanguage[language] ?? english))
    .join('')
    .replace(/(.)\1+/g, '$1');
}

function wordSound(word: string, rules: Rules): string {
  const letters = word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  if (letters.length === 1 && letterNames[letters]) return letterNames[letters];
  const spoken = letters.replace(/\d/g, (digit) => digits[Number(digit)]!);
  return rules.reduce((sound, [from, to]) => sound.replace(from, to), spoken.replace(/([^aeiou])\1/g, '$1'));
}

const vowels = new Set('aeiouy');
/** Sounds that engines mistake for one another. */
const alike = ['pb', 'td', 'kg', 'fvT', 'sz', 'SCj', 'mnN', 'lrw'];
const weak = new Set('hwy');

const dropCost = (sound: string) => (vowels.has(sound) ? 0.4 : weak.has(sound) ? 0.5 : 1);
function swapCost(a: string, b: string): number {
  if (a === b) return 0;
  if (vowels.has(a) && vowels.has(b)) return 0.3;
  return alike.some((group) => group.includes(a) && group.includes(b)) ? 0.4 : 1;
}

/**
 * How different two sounds are: 0 the same, 1 nothing in common. Vowels and kindred consonants count less.
 * Anything beyond `limit` comes back as 1, sooner.
 */
export function soundDistance(a: string, b: string, limit = 1): number {
  if (a.length === 0 || b.length === 0) return a === b ? 0 : 1;
  const most = limit * Math.max(a.length, b.length);
  let row = [0];
  for (const sound of b) row.push(row.at(-1)! + dropCost(sound));
  for (const ours of a) {
    const next = [row[0]! + dropCost(ours)];
    for (let j = 0; j < b.length; j++)
      next.push(
        Math.min(row[j]! + swapCost(ours, b[j]!), row[j + 1]! + dropCost(ours), next[j]! + dropCost(b[j]!)),
      );
    if (Math.min(...next) > most) return 1;
    row = next;
  }
  return Math.min(1, row.at(-1)! / Math.max(a.length, b.length));
}
