import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type {
  Chapter,
  ChapterView,
  chapterEdit,
  chapterList,
  madeView,
  Rendered,
  StageView,
} from '#contracts';
import {
  type Backend,
  chapterize,
  decide,
  loadArtifact,
  loadLastMade,
  publishedTimeline,
  render,
} from '#pipeline';
import { InjectBackend } from '../backend.js';
import { EpisodesService } from '../episodes/episodes.service.js';
import { notFound, notMadeYet, outdatedIf } from '../http/request-failure.js';

type Edit = z.infer<typeof chapterEdit>;

function view(chapter: Chapter, rendered: Rendered | undefined): ChapterView {
  const timeline = rendered && publishedTimeline(rendered);
  return { ...chapter, publishedStartMs: timeline?.toPublished(chapter.startMs) ?? null };
}

@Injectable()
export class ChaptersService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly episodes: EpisodesService,
  ) {}

  async list(episodeId: string): Promise<z.infer<typeof chapterList>> {
    await this.episodes.find(episodeId);
    const made = await loadLastMade(this.backend, episodeId, chapterize);
    if (!made) throw notMadeYet('list of chapters');
    const rendered = await loadLastMade(this.backend, episodeId, render);
    const { chapters, degraded, dropped } = made.value;
    return {
      chapters: chapters.map((chapter) => view(chapter, rendered?.value)),
      degraded,
      dropped,
      ...outdatedIf(made, rendered),
    };
  }

  async make(episodeId: string, chapter: Edit, by: string): Promise<z.infer<typeof madeView>> {
    const id = randomUUID();
    return { id, ...(await this.decide(episodeId, id, chapter, by)) };
  }

  async change(episodeId: string, chapterId: string, chapter: Edit | null, by: string) {
    await this.mustKnow(episodeId, chapterId);
    return this.decide(episodeId, chapterId, chapter, by);
  }

  private async decide(
    episodeId: string,
    subject: string,
    chapter: Edit | null,
    by: string,
  ): Promise<{ stages: StageView[] }> {
    await this.episodes.find(episodeId);
    await decide(this.backend, episodeId, [{ kind: 'chapter', subject, chapter }], by);
    return this.episodes.stages(episodeId);
  }

  /** While chapters are made anew, after an earlier decision, an id cannot be looked up; then it is believed. */
  private async mustKnow(episodeId: string, chapterId: string): Promise<void> {
    const made = await loadArtifact(this.backend, episodeId, chapterize);
    if (made && !made.value.chapters.some(({ id }) => id === chapterId)) throw notFound('chapter');
  }
}
