import { Injectable } from '@nestjs/common';
import type { Preflight } from '#contracts';
import { checkFeed } from '#feed';
import { type Backend, feedOf, loadArtifact, publish } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound, notMadeYet } from '../http/request-failure.js';

/** All that a feed check finds at once, before listeners see it. */
@Injectable()
export class PreflightService {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  /** The feed as it stands. */
  async ofShow(showId: string): Promise<Preflight> {
    const show = await this.backend.database.show.findUnique({ where: { id: showId }, select: { id: true } });
    if (!show) throw notFound('show');
    return this.report(showId);
  }

  /** The feed as it would be with this episode's newest publication on it. */
  async ofEpisode(episodeId: string): Promise<Preflight> {
    const episode = await this.backend.database.episode.findUnique({ where: { id: episodeId } });
    if (!episode) throw notFound('episode');
    const made = await loadArtifact(this.backend, episodeId, publish);
    if (!made) throw notMadeYet('publication');
    return this.report(episode.showId, { episodeId, publication: made.value });
  }

  private async report(showId: string, candidate?: Parameters<typeof feedOf>[3]): Promise<Preflight> {
    const xml = await this.backend.database.$transaction((tx) => feedOf(tx, this.backend, showId, candidate));
    const findings = (await checkFeed(xml))
      .filter(({ ok }) => !ok)
      .flatMap(({ id, level, what, faults, fix }) =>
        faults.map((where) => ({
          rule: id,
          level: level === 'MUST' ? ('must' as const) : ('should' as const),
          where,
          message: what,
          remedy: fix,
        })),
      );
    return { conforms: findings.every(({ level }) => level !== 'must'), findings };
  }
}
