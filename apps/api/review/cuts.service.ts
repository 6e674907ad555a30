import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { cutList, madeView, newCut, StageView, verdict } from '#contracts';
import { type Backend, clean, decide, ingest, loadArtifact, removedSpans, transcribe } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { EpisodesService } from '../episodes/episodes.service.js';
import { notFound, notMadeYet, RequestFailure } from '../http/request-failure.js';
import { withText } from './cut-text.js';

type Verdict = z.infer<typeof verdict>['verdict'];

/** The host's word on cuts. Each is one more row; the stages that hang on it run again. */
@Injectable()
export class CutsService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly episodes: EpisodesService,
  ) {}

  async list(episodeId: string): Promise<z.infer<typeof cutList>> {
    await this.episodes.find(episodeId);
    const edits = await loadArtifact(this.backend, episodeId, clean);
    const transcript = await loadArtifact(this.backend, episodeId, transcribe);
    if (!edits || !transcript) throw notMadeYet('list of cuts');
    const { profile, cuts } = edits.value;
    const removed = removedSpans(cuts, Number.POSITIVE_INFINITY);
    return {
      profile,
      cuts: cuts.map((cut) => withText(cut, transcript.value.words)),
      removedMs: removed.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
    };
  }

  async decideCut(
    episodeId: string,
    cutId: string,
    verdict: Verdict,
    by: string,
  ): Promise<{ stages: StageView[] }> {
    await this.episodes.find(episodeId);
    // While the list is made anew, after an earlier verdict, the id cannot be looked up; then it is believed.
    const edits = await loadArtifact(this.backend, episodeId, clean);
    if (edits && !edits.value.cuts.some((cut) => cut.id === cutId)) throw notFound('cut');
    await decide(this.backend, episodeId, [{ kind: 'cut', subject: cutId, verdict }], by);
    return this.episodes.stages(episodeId);
  }

  async make(episodeId: string, cut: z.infer<typeof newCut>, by: string): Promise<z.infer<typeof madeView>> {
    await this.episodes.find(episodeId);
    const recording = await loadArtifact(this.backend, episodeId, ingest);
    const durationMs = recording?.value.audio?.durationMs;
    if (durationMs !== undefined && cut.startMs >= durationMs) {
      throw new RequestFailure(
        422,
        'The cut begins after the end of the recording.',
        'Choose a time in the recording.',
      );
    }
    const id = randomUUID();
    await decide(this.backend, episodeId, [{ kind: 'cut-made', subject: id, ...cut }], by);
    return { id, ...(await this.episodes.stages(episodeId)) };
  }
}
