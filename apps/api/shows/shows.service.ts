import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { newShow, Problem, ShowView, showPatch } from '#contracts';
import type { Prisma } from '#database';
import { type Backend, createShow, renewShowFeed, replan, slugOf } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound, RequestFailure } from '../http/request-failure.js';
import { showView } from './show-view.js';

type Patch = z.infer<typeof showPatch>;

/** Stages read these: a change in one of them is a change of their input. */
const readByStages = [
  'title',
  'description',
  'author',
  'language',
  'explicit',
  'profile',
  'artwork',
] as const;

const withCount = { include: { _count: { select: { episodes: true } } } } as const;

/** The profile was parsed from JSON, so it is JSON. */
const asRow = ({ profile, ...fields }: Patch): Prisma.ShowUpdateInput => ({
  ...fields,
  ...(profile && { profile: profile as Prisma.InputJsonObject }),
});

@Injectable()
export class ShowsService {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  async list(): Promise<ShowView[]> {
    const rows = await this.backend.database.show.findMany({ orderBy: { createdAt: 'asc' }, ...withCount });
    return rows.map((row) => showView(row, this.backend.settings));
  }

  async read(id: string): Promise<ShowView> {
    return showView(await this.find(id), this.backend.settings);
  }

  async create({ slug, ...fields }: z.infer<typeof newShow>): Promise<ShowView> {
    this.checkProfile(fields.profile);
    const { id } = await createShow(this.backend, {
      slug: await this.freeSlug(slug, fields.title),
      title: fields.title,
    });
    return this.change(id, asRow(fields));
  }

  async patch(id: string, patch: Patch): Promise<ShowView> {
    this.checkProfile(patch.profile);
    return this.change(id, asRow(patch));
  }

  /**
   * Changes a show's row and all that follows from it: the feed as it is served, and the stages that read it.
   * A change with which the served feed would break a rule is refused whole.
   */
  async change(id: string, data: Prisma.ShowUpdateInput): Promise<ShowView> {
    const { database } = this.backend;
    const before = await this.find(id);
    await database.show.update({ where: { id }, data });
    try {
      if (await database.feedVersion.findFirst({ where: { showId: id }, select: { id: true } })) {
        await renewShowFeed(this.backend, id);
      }
    } catch (error) {
      const old = Object.fromEntries(
        Object.keys(data).map((key) => [key, before[key as keyof typeof before]]),
      );
      await database.show.update({ where: { id }, data: old });
      throw error;
    }
    if (readByStages.some((field) => data[field] !== undefined)) await this.replanEpisodes(id);
    return this.read(id);
  }

  /** Brings every episode in line with the show's new facts, profile or glossary. */
  async replanEpisodes(showId: string): Promise<void> {
    const episodes = await this.backend.database.episode.findMany({
      where: { showId },
      select: { id: true },
    });
    for (const { id } of episodes) await replan(this.backend, id);
  }

  async find(id: string) {
    const show = await this.backend.database.show.findUnique({ where: { id }, ...withCount });
    if (!show) throw notFound('show');
    return show;
  }

  private async freeSlug(asked: string | undefined, title: string): Promise<string> {
    const wanted = asked ?? (slugOf(title) || 'show');
    const taken = await this.backend.database.show.findUnique({ where: { slug: wanted } });
    if (!taken) return wanted;
    if (asked) throw new RequestFailure(409, `Another show has the slug “${asked}”.`, 'Choose another slug.');
    return `${wanted}-${randomBytes(3).toString('hex')}`;
  }

  /** A profile that a stage cannot read would stop every episode of the show: it is refused here. */
  private checkProfile(profile: Patch['profile']): void {
    if (!profile) return;
    const { stages } = this.backend.pipeline;
    const faults: NonNullable<Problem['errors']> = Object.keys(profile)
      .filter((name) => !stages.some((stage) => stage.name === name))
      .map((name) => ({ path: `profile.${name}`, message: 'no stage has this name' }));
    for (const stage of stages) {
      const issues = stage.settings.safeParse(profile[stage.name] ?? {}).error?.issues ?? [];
      const pathOf = (path: PropertyKey[]) => ['profile', stage.name, ...path.map(String)].join('.');
      faults.push(...issues.map(({ path, message }) => ({ path: pathOf(path), message })));
    }
    if (faults.length === 0) return;
    throw new RequestFailure(
      400,
      'The profile has settings that no stage understands.',
      'Put right each setting in `errors`.',
      faults,
    );
  }
}
