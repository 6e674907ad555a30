import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import {
  type HeardSoundView,
  heardStanding,
  type NewSound,
  type SoundPatch,
  type SoundView,
  type scanList,
  soundTemplate,
} from '#contracts';
import type { SoundModel } from '#database';
import {
  askScans,
  type Backend,
  changeSound,
  countHeard,
  forgetSound,
  nameHeard,
  proposeFound,
  readBank,
  readScans,
  storedTemplate,
  teachSound,
} from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound } from '../http/request-failure.js';
import { mustBeShow } from './must-be-show.js';

type Scans = z.infer<typeof scanList>;

const notHeard = { episodes: 0, times: 0 };

/** The sounds that a show knows: marked once, found in every episode from then on, and in earlier ones when asked. */
@Injectable()
export class SoundsService {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  async list(showId: string): Promise<SoundView[]> {
    await mustBeShow(this.backend, showId);
    const rows = await this.backend.database.sound.findMany({
      where: { showId },
      orderBy: { createdAt: 'desc' },
    });
    return this.views(showId, rows);
  }

  async teach(showId: string, sound: NewSound): Promise<SoundView> {
    await mustBeShow(this.backend, showId);
    const where = { id: sound.episodeId, showId };
    if ((await this.backend.database.episode.count({ where })) === 0) throw notFound('episode of this show');
    return this.view(await teachSound(this.backend, showId, sound));
  }

  async change(showId: string, soundId: string, patch: SoundPatch): Promise<SoundView> {
    return this.view(await changeSound(this.backend, await this.find(showId, soundId), patch));
  }

  async forget(showId: string, soundId: string): Promise<void> {
    await forgetSound(this.backend, await this.find(showId, soundId));
  }

  /** What the show's episodes have left without anyone's mark. */
  async heard(showId: string): Promise<HeardSoundView[]> {
    await mustBeShow(this.backend, showId);
    const bank = await readBank(this.backend.database, showId);
    return bank.map(({ id, standing, places }) => ({
      ...{ id, standing },
      durationMs: places[0]!.endMs - places[0]!.startMs,
      places: places.map((place) => ({
        ...{ episodeId: place.episodeId, episodeTitle: place.episodeTitle },
        ...{ startMs: place.startMs, endMs: place.endMs },
        standing: heardStanding.parse(place.standing),
      })),
      episodes: new Set(places.map(({ episodeId, episodeTitle }) => episodeId ?? episodeTitle)).size,
    }));
  }

  async nameHeard(showId: string, soundId: string, verdict: SoundView['verdict']): Promise<SoundView> {
    await mustBeShow(this.backend, showId);
    const row = await nameHeard(this.backend, showId, soundId, verdict);
    if (!row) throw notFound('sound');
    return this.view(row);
  }

  async scans(showId: string): Promise<Scans> {
    await mustBeShow(this.backend, showId);
    const scans = await readScans(this.backend, showId);
    const rows = await this.backend.database.episode.findMany({
      where: { id: { in: scans.map(({ episodeId }) => episodeId) } },
      include: { publications: { orderBy: { id: 'desc' }, take: 1 } },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return {
      episodes: scans.flatMap(({ episodeId, state, open }) => {
        const row = byId.get(episodeId);
        if (!row) return [];
        const published = row.publications[0]?.withdrawn === false;
        return { episodeId, title: row.title ?? row.filename, published, state, matches: open.length };
      }),
    };
  }

  async scan(showId: string, episodeIds: string[] | undefined, by: string): Promise<Scans> {
    await mustBeShow(this.backend, showId);
    await askScans(this.backend, showId, episodeIds, by);
    return this.scans(showId);
  }

  async propose(showId: string, episodeIds: string[] | undefined, by: string): Promise<Scans> {
    await mustBeShow(this.backend, showId);
    await proposeFound(this.backend, showId, episodeIds, by);
    return this.scans(showId);
  }

  private async find(showId: string, soundId: string): Promise<SoundModel> {
    const row = await this.backend.database.sound.findFirst({ where: { id: soundId, showId } });
    if (!row) throw notFound('sound');
    return row;
  }

  private async view(row: SoundModel): Promise<SoundView> {
    const [view] = await this.views(row.showId, [row]);
    return view as SoundView;
  }

  private async views(showId: string, rows: SoundModel[]): Promise<SoundView[]> {
    const parsed = rows.map((row) => ({ row, ...storedTemplate.parse(row.template) }));
    const episodes = await this.backend.database.episode.findMany({
      where: { id: { in: parsed.flatMap(({ from }) => from?.episodeId ?? []) } },
      select: { id: true, title: true, filename: true },
    });
    const heard = await countHeard(this.backend, showId);
    return parsed.map(({ row, durationMs, from }) => {
      const episode = episodes.find(({ id }) => id === from?.episodeId);
      return {
        id: row.id,
        name: row.name,
        verdict: soundTemplate.shape.verdict.parse(row.verdict),
        origin: soundTemplate.shape.origin.parse(row.origin),
        durationMs,
        createdAt: row.createdAt.toISOString(),
        from: episode && from ? { ...from, episodeTitle: episode.title ?? episode.filename } : null,
        found: heard.get(row.id) ?? notHeard,
      };
    });
  }
}
