import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { EpisodeView, episodeList, episodePatch, episodeQuery, StageView } from '#contracts';
import { publishEvent } from '#database';
import {
  type Backend,
  forgetParts,
  ingest,
  loadLastMade,
  replan,
  retryEpisode,
  summarize,
  withdraw,
} from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound } from '../http/request-failure.js';
import { episodeRows, episodeView, summaryRows, summaryView } from './episode-view.js';
import { stageViews } from './stage-view.js';

@Injectable()
export class EpisodesService {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  async list({ showId, page, pageSize }: z.infer<typeof episodeQuery>): Promise<z.infer<typeof episodeList>> {
    const { episode } = this.backend.database;
    const where = { showId };
    const [total, rows] = await Promise.all([
      episode.count({ where }),
      episode.findMany({
        where,
        include: summaryRows,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        skip: (page - 1) * pageSize,
        take: pageSize,
      }),
    ]);
    return { episodes: rows.map(summaryView), total, page, pageSize };
  }

  async read(id: string): Promise<EpisodeView> {
    const row = await this.backend.database.episode.findUnique({ where: { id }, include: episodeRows });
    if (!row) throw notFound('episode');
    const recording = await loadLastMade(this.backend, id, ingest);
    const notes = await loadLastMade(this.backend, id, summarize);
    return episodeView(row, this.backend, {
      durationMs: recording?.value.audio?.durationMs ?? null,
      proposedTitle: notes?.value.titleOptions[0] ?? null,
      notices: recording?.value.notices ?? [],
    });
  }

  async patch(id: string, { people, ...facts }: z.infer<typeof episodePatch>): Promise<EpisodeView> {
    const { showId } = await this.find(id);
    await this.backend.database.$transaction(async (tx) => {
      await tx.episode.update({ where: { id }, data: facts });
      if (people) {
        await tx.episodePerson.deleteMany({ where: { episodeId: id } });
        for (const { name, role } of people) {
          const person = await tx.person.upsert({
            where: { showId_name: { showId, name } },
            create: { showId, name, role },
            update: {},
          });
          await tx.episodePerson.upsert({
            where: { episodeId_personId: { episodeId: id, personId: person.id } },
            create: { episodeId: id, personId: person.id, role },
            update: { role },
          });
        }
      }
      await publishEvent(tx, { type: 'edited', episodeId: id, data: {} });
    });
    await replan(this.backend, id);
    return this.read(id);
  }

  /** Takes an episode off the feed, then takes all of it away but the stored objects, which others may share: a sweep does. */
  async remove(id: string, by: string): Promise<void> {
    const { database } = this.backend;
    await this.find(id);
    const latest = await database.publication.findFirst({
      where: { episodeId: id },
      orderBy: { id: 'desc' },
    });
    if (latest && !latest.withdrawn) await withdraw(this.backend, id, by);
    await database.$transaction(async (tx) => {
      await forgetParts(tx, this.backend, id);
      await tx.episode.delete({ where: { id } });
      await publishEvent(tx, { type: 'deleted', episodeId: id, data: {} });
    });
  }

  async stages(id: string): Promise<{ stages: StageView[] }> {
    const row = await this.backend.database.episode.findUnique({ where: { id }, include: { runs: true } });
    if (!row) throw notFound('episode');
    return { stages: stageViews(this.backend, row.runs) };
  }

  async retry(id: string): Promise<{ stages: StageView[] }> {
    await this.find(id);
    await retryEpisode(this.backend, id);
    return this.stages(id);
  }

  async find(id: string) {
    const row = await this.backend.database.episode.findUnique({ where: { id }, include: { show: true } });
    if (!row) throw notFound('episode');
    return row;
  }
}
