import { Injectable } from '@nestjs/common';
import { publicBase, publicUrls } from '#config';
import { objectRef, publicationArtifact } from '#contracts';
import type { EpisodeModel, PublicationModel, ShowModel } from '#database';
import { plainText } from '#feed';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound } from '../http/request-failure.js';
import { episodePage, type ListenEpisode, type ListenShow, showPage } from './pages.js';

@Injectable()
export class ListenService {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  async show(showSlug: string): Promise<string> {
    const { show, episodes } = await this.find(showSlug);
    return showPage(this.listenShow(show), episodes);
  }

  async episode(showSlug: string, episodeSlug: string): Promise<string> {
    const { show, episodes } = await this.find(showSlug, episodeSlug);
    const [episode] = episodes;
    if (!episode) throw notFound('episode');
    return episodePage(this.listenShow(show), episode);
  }

  /** What is out, newest first. A show of which nothing ever was out has no page. */
  private async find(showSlug: string, episodeSlug?: string) {
    const show = await this.backend.database.show.findUnique({ where: { slug: showSlug } });
    if (!show) throw notFound('show');
    const rows = await this.backend.database.publication.findMany({
      where: { episode: { showId: show.id, slug: episodeSlug } },
      distinct: ['episodeId'],
      orderBy: [{ episodeId: 'asc' }, { id: 'desc' }],
      include: { episode: true },
    });
    if (rows.length === 0) throw notFound(episodeSlug ? 'episode' : 'show');
    const out = rows.filter(({ withdrawn }) => !withdrawn).map((row) => this.listenEpisode(show, row));
    return { show, episodes: out.sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime()) };
  }

  private listenShow(show: ShowModel): ListenShow {
    const urls = this.urls();
    const artwork = objectRef.safeParse(show.artwork).data;
    return {
      title: show.title,
      description: plainText(show.description),
      language: show.language,
      url: urls.showPageUrl(show.slug),
      feedUrl: urls.feedUrl(show.slug),
      artworkUrl: artwork ? urls.artworkUrl(show.slug, artwork) : null,
    };
  }

  private listenEpisode(show: ShowModel, row: PublicationModel & { episode: EpisodeModel }): ListenEpisode {
    const urls = this.urls();
    const { title, descriptionHtml, summary, audio, transcripts } = publicationArtifact.parse(row.content);
    return {
      title,
      descriptionHtml,
      summary,
      url: urls.episodePageUrl(show.slug, row.episode.slug),
      publishedAt: row.publishedAt,
      audioUrl: audio && urls.enclosureUrl(show.slug, row.episode.slug, audio),
      audioType: audio?.type ?? '',
      transcriptUrl: urls.transcriptUrl(show.slug, row.episode.slug, transcripts.text),
    };
  }

  private urls() {
    return publicUrls(publicBase(this.backend.settings));
  }
}
