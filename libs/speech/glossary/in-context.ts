import { type Correction, isExpected, isSameStem, type Reading } from './reading.js';
import { type Form, lettersOf } from './terms.js';

/** So many words to either side tell what is spoken of. */
const reach = 24;
/** So much must tell of the term: words of its note, or the term itself said rightly close by. */
const leastEvidence = 2;
const shortestSound = 3;

/**
 * A short term that was heard as one other word, where its note tells that it is spoken of: "they have a job scheduler,
 * which is their mask". The most frequent words stay whatever stands around them.
 */
export function asInContext(reading: Reading, from: number, to: number): Correction | null {
  const heard = reading.texts[from]!;
  if (to - from !== 1 || !/^\p{L}\p{Ll}+$/u.test(heard) || reading.isFrequent(heard)) return null;
  const sound = reading.sound(heard);
  const form = reading.terms.explained.find(
    (form) => differsOnce(sound, form.sound) && evidence(reading, form, from) >= leastEvidence,
  );
  return form ? { from, to, right: form.written, term: form.term, rule: 'context', confidence: 0.6 } : null;
}

/** One sound after the first is another, or missing: "mask" for MAST, "Russ" for Rust. */
function differsOnce(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < shortestSound || short[0] !== long[0] || long.length - short.length > 1) return false;
  let at = 1;
  while (at < short.length && short[at] === long[at]) at++;
  const rest = short.slice(short.length === long.length ? at + 1 : at);
  return at < long.length && rest === long.slice(at + 1);
}

function evidence({ texts, expected }: Reading, form: Form, at: number): number {
  const near = texts.slice(Math.max(0, at - reach), at + reach + 1).map((word) => word.toLowerCase());
  const told = form.noteWords.filter((word) =>
    near.some((other) => other === word || isSameStem(other, word)),
  );
  const isSaid = isExpected(form, expected) && isExpected(form, new Set(near.map(lettersOf)));
  return new Set(told).size + (isSaid ? 1 : 0);
}
