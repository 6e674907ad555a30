import { Injectable } from '@nestjs/common';
import { extensionOf } from '#config';
import { type ObjectRef, objectRef, type Publication, publicationArtifact } from '#contracts';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound, RequestFailure } from '../http/request-failure.js';

const filesOf = ({ audio, chapters, transcripts, notesHtml }: Publication): ObjectRef[] =>
  [audio, chapters, notesHtml, ...Object.values(transcripts)].filter((file) => file !== null);

/** Which stored objects are public: those that a publication which still stands names, and the artwork on a feed. */
@Injectable()
export class MediaService {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  /** Files of earlier publications stay reachable while the episode is published: apps hold on to old addresses. */
  async episodeFile(showSlug: string, episodeSlug: string, filename: string): Promise<ObjectRef> {
    const rows = await this.backend.database.publication.findMany({
      where: { episode: { slug: episodeSlug, show: { slug: showSlug } } },
      orderBy: { id: 'desc' },
    });
    if (rows[0]?.withdrawn) {
      throw new RequestFailure(
        410,
        'This episode was taken off the feed.',
        'Ask the show whether it will come back.',
      );
    }
    const named = rows.flatMap(({ content }) =>
      content === null ? [] : filesOf(publicationArtifact.parse(content)),
    );
    const file = named.find((candidate) => filename === `${candidate.sha256}.${extensionOf(candidate.type)}`);
    if (!file) throw notFound('file');
    return file;
  }

  /** Artwork is public once the feed names it, and for as long as it does. */
  async artwork(showSlug: string, filename: string): Promise<ObjectRef> {
    const show = await this.backend.database.show.findUnique({
      where: { slug: showSlug },
      include: { feedVersions: { orderBy: { id: 'desc' }, take: 1 } },
    });
    const artwork = objectRef.safeParse(show?.artwork).data;
    const onFeed = show?.feedVersions[0]?.xml.includes(`/media/${showSlug}/${filename}`);
    if (!artwork || !onFeed || filename !== `${artwork.sha256}.${extensionOf(artwork.type)}`)
      throw notFound('file');
    return artwork;
  }
}
