import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type personEdit, personPart, type personView } from '#contracts';
import type { PersonModel } from '#database';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound } from '../http/request-failure.js';
import { ShowsService } from './shows.service.js';

const view = ({ id, name, role, url }: PersonModel): z.infer<typeof personView> => ({
  id,
  name,
  role: personPart.shape.role.parse(role),
  url,
});

/** Hosts and guests of a show. They stand on its feed, so a change of them renews the feed and the episodes. */
@Injectable()
export class PeopleService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly shows: ShowsService,
  ) {}

  async list(showId: string) {
    await this.shows.find(showId);
    const rows = await this.backend.database.person.findMany({ where: { showId }, orderBy: { name: 'asc' } });
    return rows.map(view);
  }

  async put(showId: string, { name, role, url }: z.infer<typeof personEdit>) {
    await this.shows.find(showId);
    const row = await this.backend.database.person.upsert({
      where: { showId_name: { showId, name } },
      create: { showId, name, role, url },
      update: { role, url },
    });
    await this.bringInLine(showId);
    return view(row);
  }

  async remove(showId: string, personId: string): Promise<void> {
    const { count } = await this.backend.database.person.deleteMany({ where: { id: personId, showId } });
    if (count === 0) throw notFound('person');
    await this.bringInLine(showId);
  }

  private async bringInLine(showId: string): Promise<void> {
    await this.shows.change(showId, {});
    await this.shows.replanEpisodes(showId);
  }
}
