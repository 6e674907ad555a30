import { publicBase, publicUrls, type Settings } from '#config';
import { type ObjectRef, type PublicationView, publicationArtifact } from '#contracts';
import type { PublicationModel } from '#database';

/** A publication with the addresses that listeners use. */
export function publicationView(
  row: PublicationModel,
  { showSlug, episodeSlug }: { showSlug: string; episodeSlug: string },
  settings: Settings,
): PublicationView {
  const content = row.content === null ? null : publicationArtifact.parse(row.content);
  const urls = publicUrls(publicBase(settings));
  const transcript = (file: ObjectRef) => urls.transcriptUrl(showSlug, episodeSlug, file);
  return {
    id: String(row.id),
    withdrawn: row.withdrawn,
    publishedAt: row.publishedAt.toISOString(),
    at: row.at.toISOString(),
    by: row.by,
    title: content?.title ?? null,
    durationMs: content?.durationMs ?? null,
    audioUrl: content?.audio ? urls.enclosureUrl(showSlug, episodeSlug, content.audio) : null,
    chaptersUrl: content && urls.chaptersUrl(showSlug, episodeSlug, content.chapters),
    transcriptUrls: content && {
      vtt: transcript(content.transcripts.vtt),
      srt: transcript(content.transcripts.srt),
      json: transcript(content.transcripts.json),
      text: transcript(content.transcripts.text),
    },
  };
}
