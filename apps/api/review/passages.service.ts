import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type passageList, uploadArtifact } from '#contracts';
import { type Backend, compare, loadLastMade, publishedTimeline, render } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { summaryRows, summaryView } from '../episodes/episode-view.js';
import { EpisodesService } from '../episodes/episodes.service.js';
import { notMadeYet, outdatedIf } from '../http/request-failure.js';

type PassageList = z.infer<typeof passageList>;
type EpisodeName = PassageList['sameAs'][number];

/** What the show repeats in an episode, and whether the whole recording was handed in before. */
@Injectable()
export class PassagesService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly episodes: EpisodesService,
  ) {}

  async list(episodeId: string): Promise<PassageList> {
    const episode = await this.episodes.find(episodeId);
    const made = await loadLastMade(this.backend, episodeId, compare);
    if (!made) throw notMadeYet('comparison with earlier episodes');
    const { repeated, sameAs } = made.value;
    const rendered = await loadLastMade(this.backend, episodeId, render);
    const timeline = rendered && publishedTimeline(rendered.value);
    const uploadedBefore = await this.sameFile(episode);
    const same = [...new Set([...uploadedBefore, ...sameAs])];
    const names = await this.namesOf([...same, ...repeated.flatMap(({ seenIn }) => seenIn)]);
    const named = (ids: string[]) => ids.flatMap((id) => names.get(id) ?? []);
    return {
      passages: repeated.map(({ seenIn, ...passage }) => ({
        ...passage,
        publishedStartMs: timeline?.toPublished(passage.startMs) ?? null,
        publishedEndMs: timeline?.toPublished(passage.endMs) ?? null,
        seenIn: named(seenIn),
      })),
      sameAs: named(same),
      ...outdatedIf(made, rendered),
    };
  }

  /** Episodes of the show that were handed the very same file before. */
  private async sameFile({ id, showId, upload, createdAt }: Episode): Promise<string[]> {
    const { audio } = uploadArtifact.parse(upload);
    if (!audio) return [];
    const rows = await this.backend.database.episode.findMany({
      where: {
        ...{ showId, id: { not: id }, createdAt: { lte: createdAt } },
        upload: { path: ['audio', 'sha256'], equals: audio.sha256 },
      },
      select: { id: true },
    });
    return rows.map((row) => row.id);
  }

  /** Deleted episodes have no name any more. */
  private async namesOf(ids: string[]): Promise<Map<string, EpisodeName>> {
    const rows = await this.backend.database.episode.findMany({
      where: { id: { in: ids } },
      include: summaryRows,
    });
    return new Map(rows.map((row) => [row.id, { id: row.id, title: summaryView(row).title }]));
  }
}

type Episode = Awaited<ReturnType<EpisodesService['find']>>;
