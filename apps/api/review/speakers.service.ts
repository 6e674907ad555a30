import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Speaker, SpeakerView, StageView, speakerList, speakerNames } from '#contracts';
import { type Backend, loadLastMade, nameSpeakers, readVoices, transcribe } from '#pipeline';
import { recogniseVoices } from '#speech';
import { InjectBackend } from '../backend.js';
import { EpisodesService } from '../episodes/episodes.service.js';
import { notMadeYet, outdatedIf } from '../http/request-failure.js';

/** Who speaks in an episode, and the host's word on their names. */
@Injectable()
export class SpeakersService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly episodes: EpisodesService,
  ) {}

  async list(episodeId: string): Promise<z.infer<typeof speakerList>> {
    const { database } = this.backend;
    const { showId } = await this.episodes.find(episodeId);
    const transcript = await loadLastMade(this.backend, episodeId, transcribe);
    if (!transcript) throw notMadeYet('transcript');
    const speakers = transcript.value.speakers ?? [];
    const kept = await database.voice.findMany({ where: { episodeId }, select: { speaker: true } });
    const likely = recogniseVoices(
      speakers.filter(({ named }) => !named),
      await readVoices(database, showId),
    );
    return {
      speakers: speakers.map(
        (speaker): SpeakerView => ({
          ...withoutVoice(speaker),
          likely: likely.get(speaker.id) ?? null,
          remembered: kept.some((voice) => voice.speaker === speaker.id),
        }),
      ),
      people: await this.people(episodeId, showId),
      remembers: speakers.some(({ vector }) => vector !== undefined),
      ...outdatedIf(transcript),
    };
  }

  async name(
    episodeId: string,
    { speakers }: z.infer<typeof speakerNames>,
    by: string,
  ): Promise<{ stages: StageView[] }> {
    const { showId } = await this.episodes.find(episodeId);
    await nameSpeakers(this.backend, { id: episodeId, showId }, speakers, by);
    return this.episodes.stages(episodeId);
  }

  private async people(episodeId: string, showId: string): Promise<string[]> {
    const rows = await this.backend.database.person.findMany({
      where: { showId },
      include: { episodes: { where: { episodeId } } },
      orderBy: { name: 'asc' },
    });
    const isHere = ({ episodes }: (typeof rows)[number]) => episodes.length > 0;
    return [...rows.filter(isHere), ...rows.filter((row) => !isHere(row))].map(({ name }) => name);
  }
}

/** How somebody sounds stays on the server. */
function withoutVoice({ vector: _, ...speaker }: Speaker) {
  return speaker;
}
