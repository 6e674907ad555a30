import { type CorrectionPlace, isOrdinary, plainWords } from '#speech';
import type { Transaction } from '../runner/backend.js';

/**
 * Tells a show's glossary what the host decided about one correction. What was taken back is never put right again;
 * what was accepted is known as a way to hear the term, unless everyday speech says the same words. Other episodes
 * follow when they next run, so that one click does not make a whole show anew.
 */
export async function teachTerm(
  tx: Pick<Transaction, 'glossaryTerm'>,
  showId: string,
  { term, heard }: CorrectionPlace,
  verdict: 'accepted' | 'rejected' | 'restored',
): Promise<void> {
  const where = { showId_term: { showId, term } };
  const row = await tx.glossaryTerm.findUnique({ where });
  if (!row) return;
  const words = plainWords(heard);
  const others = (list: string[]) => list.filter((known) => plainWords(known) !== words);
  const soundsLike = verdict === 'restored' ? row.soundsLike : others(row.soundsLike);
  const never = others(row.never);
  if (verdict === 'rejected') never.push(words);
  if (verdict === 'accepted' && !(await isOrdinary(words))) soundsLike.push(words);
  await tx.glossaryTerm.update({ where, data: { soundsLike, never } });
}
