import type { Decision, GlossaryTerm, Transcript, Word } from '#contracts';
import { correctionId, plainWords, readCorrectionId } from './correction-id.js';
import type { Correction } from './reading.js';

export type CorrectionVerdict = Extract<Decision, { kind: 'correction' }>;

/** A correction, whose it is, and whether it is made. */
export interface DecidedCorrection extends Omit<Correction, 'rule'> {
  id: string;
  heard: string;
  rule: Correction['rule'] | 'host';
  state: Transcript['corrections'][number]['state'];
}

/** The same words may begin this much elsewhere when another engine heard them. */
const farthestMs = 1_000;

/**
 * Joins what was found with what the host decided. A verdict holds wherever the words it speaks of are still heard,
 * also when the glossary no longer finds them; elsewhere, what a term must never stand for stays as it was heard.
 * @returns in order, not overlapping; rejected ones are among them, so that they can be taken up again
 */
export function decideCorrections(
  words: Word[],
  found: Correction[],
  glossary: GlossaryTerm[],
  verdicts: CorrectionVerdict[],
): DecidedCorrection[] {
  const never = new Set(
    glossary.flatMap(({ term, never }) => (never ?? []).map((heard) => `${term}\n${plainWords(heard)}`)),
  );
  const decided: DecidedCorrection[] = [];
  for (const { subject, verdict } of [...verdicts].reverse()) {
    const place = placeOf(words, subject);
    if (!place || verdict === 'restored' || decided.some((other) => overlap(other, place))) continue;
    const known = found.find((other) => other.from === place.from && other.right === place.right);
    decided.push({ ...place, ...(known ?? { rule: 'host', confidence: 1 }), id: subject, state: verdict });
  }
  const others = found.filter((correction) => !decided.some((other) => overlap(other, correction)));
  const undecided = others.map((correction): DecidedCorrection => {
    const { from, to, term, right } = correction;
    const heard = textOf(words.slice(from, to));
    const id = correctionId({ startMs: words[from]!.startMs, term, heard, right });
    const refused = never.has(`${term}\n${plainWords(heard)}`);
    return { ...correction, id, heard, state: refused ? 'rejected' : 'made' };
  });
  return [...decided, ...undecided].sort((a, b) => a.from - b.from);
}

/** Where the words of a correction stand now, nearest to where they stood; null when they are heard no more. */
function placeOf(words: Word[], id: string) {
  const place = readCorrectionId(id);
  if (!place) return null;
  const away = (from: number) => Math.abs(words[from]!.startMs - place.startMs);
  const [nearest] = words
    .flatMap((_, from) => (away(from) <= farthestMs ? (spanAt(words, from, place.heard) ?? []) : []))
    .sort((a, b) => away(a.from) - away(b.from));
  if (!nearest) return null;
  const { term, heard, right } = place;
  return { ...nearest, term, heard, right };
}

/** The words from one on that read as a text, if they do. */
function spanAt(words: Word[], from: number, text: string): { from: number; to: number } | null {
  const most = Math.min(words.length, from + text.split(' ').length);
  for (let to = from + 1; to <= most; to++) if (textOf(words.slice(from, to)) === text) return { from, to };
  return null;
}

const textOf = (words: Word[]) => words.map(({ text }) => text).join(' ');

const overlap = (a: { from: number; to: number }, b: { from: number; to: number }) =>
  a.from < b.to && b.from < a.to;
