import type { Chapter, EpisodeMemory } from '#contracts';
import { Prisma } from '#database';
import { isStopWord, likenessTo, meanVector, unpackVector } from '#language';
import { wordsIn } from '../grounding/index.js';
import { loadLastMade } from '../runner/artifacts.js';
import type { Backend } from '../runner/backend.js';
import { chapterize } from '../stages/chapterize/stage.js';

/** A keyword that stands in more of the earlier passages is small change of the show, not a subject. */
const COMMON = 30;
/** Passages of one subject lie at .5–.8 of its chapter; the same word in another sense lies lower. */
const SAME_SUBJECT = 0.45;
const MOMENTS_A_CHAPTER = 3;
const TEXT_CHARACTERS = 200;

interface Row {
  chapter: number;
  about: string;
  episodeId: string;
  episodeTitle: string;
  startMs: number;
  endMs: number;
  text: string;
  vector: Uint8Array;
}

type Before = EpisodeMemory['before'];

/**
 * Where earlier episodes of the show spoke of what each chapter is about: the same rare keyword, in a passage of the same
 * subject.
 *
 * @param leftOut episodes that do not count
 */
export async function spokenOfBefore(
  backend: Backend,
  episodeId: string,
  leftOut: ReadonlySet<string>,
): Promise<Before> {
  const made = await loadLastMade(backend, episodeId, chapterize);
  if (!made) return [];
  const { chapters } = made.value;
  const vectors = await chapterVectors(backend, episodeId, chapters);
  const rows = (await passagesAbout(backend, episodeId, chapters)).filter(
    (row) => !leftOut.has(row.episodeId),
  );
  return chapters.flatMap((chapter, i) => {
    const vector = vectors[i];
    if (!vector) return [];
    const near = rows
      .filter((row) => row.chapter === i)
      .map((row) => ({ ...row, likeness: likenessTo(vector, row.vector) }))
      .filter((row) => row.likeness >= SAME_SUBJECT)
      .sort((a, b) => b.likeness - a.likeness);
    const best = near.filter((row, n) => near.findIndex((one) => one.episodeId === row.episodeId) === n);
    const moments = best.slice(0, MOMENTS_A_CHAPTER).map(momentOf);
    return moments.length > 0 ? { chapterId: chapter.id, moments } : [];
  });
}

/** Where in its passage the keyword stands, and what is said from there. */
function momentOf({ episodeId, episodeTitle, startMs, endMs, text, about }: Row) {
  const at = Math.max(0, text.toLowerCase().indexOf(about.toLowerCase()));
  const sentence = text.lastIndexOf('. ', at) + 1;
  return {
    episodeId,
    episodeTitle,
    startMs: Math.round(startMs + ((endMs - startMs) * at) / Math.max(1, text.length)),
    about,
    text: text.slice(sentence, sentence + TEXT_CHARACTERS).trim(),
  };
}

/** The mean of each chapter's passages; null where it has none. */
async function chapterVectors({ database }: Backend, episodeId: string, chapters: Chapter[]) {
  const passages = await database.passage.findMany({ where: { episodeId }, orderBy: { ordinal: 'asc' } });
  return chapters.map(({ startMs }, i) => {
    const endMs = chapters[i + 1]?.startMs ?? Infinity;
    const inside = passages.filter((one) => one.startMs < endMs && one.endMs > startMs);
    return inside.length > 0
      ? meanVector(inside.map(({ vector }) => unpackVector(Buffer.from(vector).toString('base64'))))
      : null;
  });
}

async function passagesAbout({ database }: Backend, episodeId: string, chapters: Chapter[]): Promise<Row[]> {
  const wanted = chapters.flatMap(({ keywords }, chapter) =>
    keywords.filter(isTelling).map((about) => ({ chapter, about })),
  );
  if (wanted.length === 0) return [];
  return database.$queryRaw<Row[]>`
    SELECT wanted.chapter, wanted.about, found.*
      FROM unnest(${wanted.map(({ chapter }) => chapter)}::int[], ${wanted.map(({ about }) => about)}::text[])
           AS wanted (chapter, about),
           LATERAL (
             SELECT p."episodeId", coalesce(e.title, e.filename) AS "episodeTitle", p."startMs", p."endMs", p.text,
                    p.vector, count(*) OVER () AS matches
               FROM "Passage" p JOIN "Episode" e ON e.id = p."episodeId"
               JOIN "Episode" here ON here.id = ${episodeId} AND here."showId" = e."showId"
              WHERE e."createdAt" < here."createdAt" AND p.search @@ phraseto_tsquery('simple', wanted.about)
              LIMIT ${Prisma.raw(String(COMMON + 1))}
           ) AS found
     WHERE found.matches <= ${COMMON}`;
}

/** Holds a word that is no small change. */
const isTelling = (keyword: string) => wordsIn(keyword).some((word) => word.length > 2 && !isStopWord(word));
