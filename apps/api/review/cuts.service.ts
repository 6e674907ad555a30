import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { cutList, madeView, verdicts as manyVerdicts, newCut, StageView } from '#contracts';
import {
  type Backend,
  clean,
  decide,
  ingest,
  loadArtifact,
  loadLastMade,
  removedSpans,
  transcribe,
} from '#pipeline';
import { InjectBackend } from '../backend.js';
import { EpisodesService } from '../episodes/episodes.service.js';
import { notFound, notMadeYet, outdatedIf, RequestFailure } from '../http/request-failure.js';
import { withText } from './cut-text.js';
import { cutsOver } from './cuts-over.js';

/** The host's word on cuts. Each is one more row; the stages that hang on it run again. */
@Injectable()
export class CutsService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly episodes: EpisodesService,
  ) {}

  async list(episodeId: string): Promise<z.infer<typeof cutList>> {
    await this.episodes.find(episodeId);
    const edits = await loadLastMade(this.backend, episodeId, clean);
    const transcript = await loadLastMade(this.backend, episodeId, transcribe);
    if (!edits || !transcript) throw notMadeYet('list of cuts');
    const { profile, degraded } = edits.value;
    const { words } = transcript.value;
    const cuts = cutsOver(words, edits);
    const removed = removedSpans(cuts, Number.POSITIVE_INFINITY);
    return {
      profile,
      cuts: cuts.map((cut) => withText(cut, words)),
      removedMs: removed.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
      ...(degraded !== undefined && { degraded }),
      ...outdatedIf(edits),
    };
  }

  /** Takes verdicts on one cut or many, all or none. */
  async decide(
    episodeId: string,
    verdicts: z.infer<typeof manyVerdicts>['verdicts'],
    by: string,
  ): Promise<{ stages: StageView[] }> {
    await this.episodes.find(episodeId);
    // While the list is made anew, after an earlier verdict, an id cannot be looked up; then it is believed.
    const edits = await loadArtifact(this.backend, episodeId, clean);
    const known = edits && new Set(edits.value.cuts.map(({ id }) => id));
    if (known && !verdicts.every(({ cutId }) => known.has(cutId))) throw notFound('cut');
    const decisions = verdicts.map(({ cutId, verdict }) => ({
      kind: 'cut' as const,
      subject: cutId,
      verdict,
    }));
    await decide(this.backend, episodeId, decisions, by);
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
