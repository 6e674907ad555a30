import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { SearchHit, searchQuery, searchResult } from '#contracts';
import { Prisma } from '#database';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { matchEnd, matchStart, readExcerpt } from './excerpt.js';

interface Row extends Omit<SearchHit, 'excerpt'> {
  headline: string;
  total: number;
}

const headlineOptions = `StartSel=${matchStart}, StopSel=${matchEnd}, MaxWords=40, MinWords=20, ShortWord=0, MaxFragments=1`;

/** Full text over every passage said in every episode. */
@Injectable()
export class SearchService {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  /** Best first; equal ranks newest first. Headlines are made for the page's passages only: they are what costs. */
  async search({
    q,
    showId,
    episodeId,
    page,
    pageSize,
  }: z.infer<typeof searchQuery>): Promise<z.infer<typeof searchResult>> {
    const inShow = showId ? Prisma.sql`AND e."showId" = ${showId}` : Prisma.empty;
    const inEpisode = episodeId ? Prisma.sql`AND e.id = ${episodeId}` : Prisma.empty;
    const rows = await this.backend.database.$queryRaw<Row[]>`
      WITH asked AS (SELECT websearch_to_tsquery('simple', ${q}) AS query),
      found AS (
        SELECT p.id, p.text, p."startMs", p."endMs", p.speaker, e.id AS "episodeId",
               coalesce(e.title, e.filename) AS "episodeTitle", s.id AS "showId", s.title AS "showTitle",
               ts_rank_cd(p.search, asked.query) AS rank, e."createdAt", count(*) OVER () AS total
          FROM "Passage" p JOIN "Episode" e ON e.id = p."episodeId" JOIN "Show" s ON s.id = e."showId", asked
         WHERE p.search @@ asked.query ${inShow} ${inEpisode}
         ORDER BY rank DESC, e."createdAt" DESC, p."startMs"
         LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}
      )
      SELECT found."episodeId", found."episodeTitle", found."showId", found."showTitle", found."startMs",
             found."endMs", found.speaker, found.rank::float8 AS rank, found.total::int AS total,
             ts_headline('simple', found.text, asked.query, ${headlineOptions}) AS headline
        FROM found, asked
       ORDER BY found.rank DESC, found."createdAt" DESC, found."startMs"`;
    const hits = rows.map(({ headline, total: _, ...hit }) => ({ ...hit, excerpt: readExcerpt(headline) }));
    return { hits, total: rows[0]?.total ?? 0, page, pageSize };
  }
}
