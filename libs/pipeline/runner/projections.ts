import { type Tokens, tokensArtifact } from '#contracts';
import type { Transaction } from './backend.js';

export const isProjected = (stage: string): boolean => stage === 'tokenize';

/** Rows that are only another form of an artifact, written in the transaction that stores it. */
export async function project(
  tx: Transaction,
  held: { episodeId: string; stage: string },
  output: unknown,
): Promise<void> {
  if (isProjected(held.stage)) await writePassages(tx, held.episodeId, tokensArtifact.parse(output));
}

/** Passages for search: the artifact's chunks without their overlap. */
export async function writePassages(tx: Transaction, episodeId: string, tokens: Tokens): Promise<void> {
  await tx.passage.deleteMany({ where: { episodeId } });
  let from = 0;
  const rows = tokens.chunks.flatMap((chunk, ordinal) => {
    const sentences = tokens.sentences.slice(Math.max(from, chunk.sentenceStart), chunk.sentenceEnd);
    from = chunk.sentenceEnd;
    const [first, last] = [sentences[0], sentences.at(-1)];
    if (!first || !last) return [];
    return {
      episodeId,
      ordinal,
      startMs: Math.round(first.startMs),
      endMs: Math.round(last.endMs),
      speaker: first.speaker ?? null,
      text: sentences.map(({ text }) => text).join(' '),
      vector: Buffer.from(chunk.vector, 'base64'),
    };
  });
  if (rows.length) await tx.passage.createMany({ data: rows });
}
