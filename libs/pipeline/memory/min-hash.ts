import { wordsIn } from '../grounding/index.js';

/** Hashes of one signature: the likeness of two texts is known to about ± 1 / √128 = .09. */
export const HASHES = 128;
/** Words of one shingle: five in a row are seldom said twice by chance. */
const SHINGLE = 5;

/**
 * A text's signature by MinHash (Broder 1997): two signatures agree in about the share of five-word shingles that the
 * texts have in common. Texts shorter than one shingle have none.
 */
export function minHash(text: string): Uint32Array<ArrayBuffer> | null {
  const words = wordsIn(text);
  if (words.length < SHINGLE) return null;
  const smallest = new Uint32Array(HASHES).fill(0xffffffff);
  for (let at = 0; at + SHINGLE <= words.length; at++) {
    const hash = hashOf(words.slice(at, at + SHINGLE).join(' '));
    for (let i = 0; i < HASHES; i++) smallest[i] = Math.min(smallest[i]!, scramble(hash, i));
  }
  return smallest;
}

/** Share of shingles that two texts have in common, 0 to 1, as far as their signatures tell. */
export function likeness(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < HASHES; i++) if (a[i] === b[i]) same++;
  return same / HASHES;
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The i-th of a family of permutations: MurmurHash3's finalizer over the hash moved by i golden ratios. */
function scramble(hash: number, i: number): number {
  let h = (hash + Math.imul(i + 1, 0x9e3779b9)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
