import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { publicBase, publicUrls } from '#config';
import type { publicationList, publishedView } from '#contracts';
import { type Backend, release, withdraw } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { EpisodesService } from '../episodes/episodes.service.js';
import { publicationView } from './publication-view.js';

@Injectable()
export class PublishingService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly episodes: EpisodesService,
  ) {}

  async publish(episodeId: string, by: string): Promise<z.infer<typeof publishedView>> {
    const { show } = await this.episodes.find(episodeId);
    const { publicationId } = await release(this.backend, episodeId, by, { looked: true });
    return { publicationId, feedUrl: publicUrls(publicBase(this.backend.settings)).feedUrl(show.slug) };
  }

  async unpublish(episodeId: string, by: string): Promise<void> {
    await this.episodes.find(episodeId);
    await withdraw(this.backend, episodeId, by);
  }

  async list(episodeId: string): Promise<z.infer<typeof publicationList>> {
    const { slug, show } = await this.episodes.find(episodeId);
    const rows = await this.backend.database.publication.findMany({
      where: { episodeId },
      orderBy: { id: 'desc' },
    });
    const slugs = { showSlug: show.slug, episodeSlug: slug };
    return { publications: rows.map((row) => publicationView(row, slugs, this.backend.settings)) };
  }
}
