import type { CitedPassage, Sentence } from '#contracts';
import { Prisma } from '#database';
import { dot, type Embedder, isStopWord, likenessTo, unpackVector } from '#language';
import { stem, wordsIn } from '../grounding/index.js';
import { loadLastMade } from '../runner/artifacts.js';
import type { Backend } from '../runner/backend.js';
import { tokenize } from '../stages/tokenize/stage.js';
import { fuseRanks } from './fuse-ranks.js';

/** Where to look: one show, or one episode. */
export type AskScope = { showId: string } | { episodeId: string };

/** What was said in a passage, in order; sentence times where the episode's tokens are at hand, else the passage as one. */
export type Said = Pick<Sentence, 'id' | 'text' | 'startMs'>;

export interface FoundPassage extends CitedPassage {
  /** Cosine of the question and the passage's nearest sentence. */
  likeness: number;
  said: Said[];
}

/** What one answer is written from; some 2,000 tokens together. */
const PASSAGES = 8;
/** Candidates by each way of looking. */
const CANDIDATES = 20;
/** Vectors read at once: 5,000 of 384 bytes are 2 MB. */
const BATCH = 5_000;
/** A passage's vector is a mean of some ten sentences and so lies farther from a question than its best one: .41–.66 against .55–.79. */
const PASSAGE_LAG = 0.12;

/**
 * The passages nearest to a question in meaning and in words, best first. Deleted or unfinished episodes have none.
 */
export async function findPassages(
  backend: Backend,
  embedder: Embedder,
  { question, scope, signal }: { question: string; scope: AskScope; signal: AbortSignal },
): Promise<FoundPassage[]> {
  const [vector] = await embedder.embed([question], signal);
  const [near, worded] = await Promise.all([
    nearestByVector(backend, vector!, scope),
    nearestByWords(backend, question, scope),
  ]);
  const ids = fuseRanks([near.map(({ id }) => id), worded]).slice(0, PASSAGES);
  const rows = await backend.database.passage.findMany({
    where: { id: { in: ids } },
    include: { episode: { select: { title: true, filename: true } } },
  });
  const sentencesOf = await readSentences(
    backend,
    rows.map(({ episodeId }) => episodeId),
  );
  return rows
    .map((row) => sharpen(row, vector!, sentencesOf.get(row.episodeId) ?? []))
    .sort((a, b) => b.likeness - a.likeness);
}

const inScope = (scope: AskScope): Prisma.PassageWhereInput =>
  'episodeId' in scope ? { episodeId: scope.episodeId } : { episode: { showId: scope.showId } };

async function nearestByVector({ database }: Backend, vector: Float32Array, scope: AskScope) {
  let best: { id: string; likeness: number }[] = [];
  for (let after: string | undefined; ; ) {
    const rows = await database.passage.findMany({
      where: { ...inScope(scope), ...(after !== undefined && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: { id: true, vector: true },
    });
    const scored = rows.map(({ id, vector: packed }) => ({ id, likeness: likenessTo(vector, packed) }));
    best = [...best, ...scored].sort((a, b) => b.likeness - a.likeness).slice(0, CANDIDATES);
    if (rows.length < BATCH) return best;
    after = rows.at(-1)!.id;
  }
}

/** Ids of passages that hold words of the question, in any form; those with most of them first. */
async function nearestByWords({ database }: Backend, question: string, scope: AskScope): Promise<string[]> {
  const stems = new Set(
    wordsIn(question)
      .filter((word) => !isStopWord(word))
      .map(stem),
  );
  if (stems.size === 0) return [];
  const query = [...stems].map((one) => `'${one}':*`).join(' | ');
  const where =
    'episodeId' in scope
      ? Prisma.sql`p."episodeId" = ${scope.episodeId}`
      : Prisma.sql`e."showId" = ${scope.showId}`;
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "Passage" p JOIN "Episode" e ON e.id = p."episodeId", to_tsquery('simple', ${query}) AS query
     WHERE p.search @@ query AND ${where}
     ORDER BY ts_rank_cd(p.search, query) DESC, p.id LIMIT ${CANDIDATES}`;
  return rows.map(({ id }) => id);
}

/** Sentences by episode, of the tokens that the passages are of. */
async function readSentences(backend: Backend, episodeIds: string[]): Promise<Map<string, Sentence[]>> {
  const read = [...new Set(episodeIds)].map(async (id) => {
    const tokens = await loadLastMade(backend, id, tokenize);
    return [id, tokens?.value.sentences ?? []] as const;
  });
  return new Map(await Promise.all(read));
}

type Row = Prisma.PassageGetPayload<{
  include: { episode: { select: { title: true; filename: true } } };
}>;

/** Points a passage at its sentence nearest to the question. */
function sharpen(row: Row, vector: Float32Array, sentences: Sentence[]): FoundPassage {
  const inside = sentences.filter(
    ({ startMs, endMs }) => startMs >= row.startMs - 1 && endMs <= row.endMs + 1,
  );
  const about = {
    episodeId: row.episodeId,
    episodeTitle: row.episode.title ?? row.episode.filename,
    speaker: row.speaker,
  };
  if (inside.length === 0) {
    const { startMs, endMs, text } = row;
    const likeness = likenessTo(vector, row.vector) + PASSAGE_LAG;
    return { ...about, startMs, endMs, text, likeness, said: [{ id: row.id, text, startMs }] };
  }
  const likenesses = inside.map((sentence) => dot(vector, unpackVector(sentence.vector)));
  const likeness = Math.max(...likenesses);
  const best = likenesses.indexOf(likeness);
  const shown = inside.slice(Math.max(0, best - 1), best + 2);
  return {
    ...about,
    speaker: inside[best]!.speaker ?? row.speaker,
    startMs: inside[best]!.startMs,
    endMs: shown.at(-1)!.endMs,
    text: shown.map(({ text }) => text).join(' '),
    likeness,
    said: inside,
  };
}
