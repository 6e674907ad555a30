import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { StageView, verdict } from '#contracts';
import { type Backend, decide, teachTerm } from '#pipeline';
import { readCorrectionId } from '#speech';
import { InjectBackend } from '../backend.js';
import { EpisodesService } from '../episodes/episodes.service.js';
import { notFound } from '../http/request-failure.js';

type Verdict = z.infer<typeof verdict>['verdict'];

/** The host's word on names that were put right. It holds for the place, and the show's glossary learns from it. */
@Injectable()
export class CorrectionsService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly episodes: EpisodesService,
  ) {}

  async decide(
    episodeId: string,
    subject: string,
    given: Verdict,
    by: string,
  ): Promise<{ stages: StageView[] }> {
    const { showId } = await this.episodes.find(episodeId);
    const place = readCorrectionId(subject);
    if (!place) throw notFound('correction');
    await teachTerm(this.backend.database, showId, place, given);
    await decide(this.backend, episodeId, [{ kind: 'correction', subject, verdict: given }], by);
    return this.episodes.stages(episodeId);
  }
}
