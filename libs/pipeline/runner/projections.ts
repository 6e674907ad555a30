import { recordingArtifact, type Tokens, tokensArtifact } from '#contracts';
import { minHash } from '../memory/min-hash.js';
import { packSentences, saidSentences } from '../memory/said-sentences.js';
import type { Backend, Transaction } from './backend.js';
import { expectEpisode } from './expectations.js';

export const isProjected = (stage: string): boolean => stage === 'ingest' || stage === 'tokenize';

/** Rows that follow from an artifact: passages, text fingerprints, and what stages should take. Written in the transaction that stores it. */
export async function project(
  tx: Transaction,
  backend: Pick<Backend, 'settings' | 'pipeline'>,
  held: { episodeId: string; stage: string },
  output: unknown,
): Promise<void> {
  if (held.stage === 'ingest') {
    const { audio } = recordingArtifact.parse(output);
    await expectEpisode(tx, backend, held.episodeId, audio && Math.round(audio.durationMs));
  }
  if (held.stage !== 'tokenize') return;
  const tokens = tokensArtifact.parse(output);
  await writePassages(tx, held.episodeId, tokens);
  await writeFingerprint(tx, held.episodeId, tokens);
}

/** By what the episode's words are known again in others. */
async function writeFingerprint(tx: Transaction, episodeId: string, { sentences }: Tokens): Promise<void> {
  const signature = minHash(sentences.map(({ text }) => text).join(' '));
  const print = {
    minHash: signature && new Uint8Array(signature.buffer),
    sentences: packSentences(saidSentences(sentences)),
  };
  await tx.textFingerprint.upsert({
    where: { episodeId },
    create: { episodeId, ...print },
    update: print,
  });
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
