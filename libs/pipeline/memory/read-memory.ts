import type { EpisodeMemory } from '#contracts';
import type { Backend } from '../runner/backend.js';
import { spokenOfBefore } from './before.js';
import { likeness } from './min-hash.js';
import { repeatedSpans, type SaidSentence, unpackSentences } from './said-sentences.js';

/**
 * Above this two episodes are the same talk: recognised twice, re-cut, or uploaded again. Different episodes of one show
 * share below .02 of their five-word runs.
 */
const NEAR_DUPLICATE = 0.4;

/** What the show's other episodes say of this one; all empty until its words are read. */
export async function readMemory(backend: Backend, episodeId: string): Promise<EpisodeMemory> {
  const { database } = backend;
  const { showId } = await database.episode.findUniqueOrThrow({ where: { id: episodeId } });
  const rows = await database.textFingerprint.findMany({
    where: { episode: { showId } },
    include: { episode: { select: { title: true, filename: true } } },
  });
  const here = rows.find((row) => row.episodeId === episodeId);
  if (!here) return { duplicates: [], repeated: [], before: [] };
  const others = rows.filter((row) => row.episodeId !== episodeId);
  const titleOf = new Map(others.map((row) => [row.episodeId, row.episode.title ?? row.episode.filename]));
  const duplicates = others
    .map((row) => ({
      episodeId: row.episodeId,
      episodeTitle: titleOf.get(row.episodeId) ?? '',
      likeness: here.minHash && row.minHash ? likeness(asWords(here.minHash), asWords(row.minHash)) : 0,
    }))
    .filter((one) => one.likeness >= NEAR_DUPLICATE)
    .sort((a, b) => b.likeness - a.likeness);
  // What a duplicate repeats is all of it: that says nothing more.
  const copies = new Set(duplicates.map((one) => one.episodeId));
  const said = new Map<string, SaidSentence[]>(
    others
      .filter((row) => !copies.has(row.episodeId))
      .map((row) => [row.episodeId, unpackSentences(row.sentences)]),
  );
  const repeated = repeatedSpans(unpackSentences(here.sentences), said).map(({ seenIn, ...span }) => ({
    ...span,
    seenIn: seenIn.map((one) => ({ ...one, episodeTitle: titleOf.get(one.episodeId) ?? '' })),
  }));
  return { duplicates, repeated, before: await spokenOfBefore(backend, episodeId, copies) };
}

const asWords = (bytes: Uint8Array) => new Uint32Array(Uint8Array.from(bytes).buffer);
