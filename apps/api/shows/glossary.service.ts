import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { GlossaryTerm, glossaryEntry } from '#contracts';
import type { GlossaryTermModel } from '#database';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound } from '../http/request-failure.js';
import { ShowsService } from './shows.service.js';

const view = ({
  id,
  term,
  soundsLike,
  never,
  note,
  origin,
}: GlossaryTermModel): z.infer<typeof glossaryEntry> => ({
  id,
  term,
  soundsLike,
  ...(never.length > 0 && { never }),
  ...(note !== null && { note }),
  origin,
});

/** Names and words a show has taught. Every change brings the show's episodes in line. */
@Injectable()
export class GlossaryService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly shows: ShowsService,
  ) {}

  async list(showId: string) {
    await this.shows.find(showId);
    const rows = await this.backend.database.glossaryTerm.findMany({
      where: { showId, origin: { not: 'removed' } },
      orderBy: { term: 'asc' },
    });
    return rows.map(view);
  }

  async put(showId: string, { term, soundsLike, never = [], note }: GlossaryTerm) {
    await this.shows.find(showId);
    const row = await this.backend.database.glossaryTerm.upsert({
      where: { showId_term: { showId, term } },
      create: { showId, term, soundsLike, never, note },
      update: { soundsLike, never, note: note ?? null, origin: 'host' },
    });
    await this.shows.replanEpisodes(showId);
    return view(row);
  }

  async remove(showId: string, termId: string): Promise<void> {
    const { glossaryTerm } = this.backend.database;
    const given = { id: termId, showId, origin: { not: 'removed' } };
    // A learned term is only marked: else it would be learned again from the same texts.
    const learned = await glossaryTerm.updateMany({
      where: { ...given, origin: 'learned' },
      data: { origin: 'removed' },
    });
    const { count } = await glossaryTerm.deleteMany({ where: given });
    if (learned.count + count === 0) throw notFound('glossary term');
    await this.shows.replanEpisodes(showId);
  }
}
