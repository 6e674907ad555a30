import { createHash } from 'node:crypto';
import { publicBase, publicUrls } from '#config';
import { inputFailure, objectRef, type Publication, publicationArtifact } from '#contracts';
import { publishEvent } from '#database';
import { checkFeed, type FeedItem, type FeedShow, feedItem, renderFeed } from '#feed';
import { readOutcomes } from '../learning/lessons.js';
import { readWording } from '../learning/wording-rows.js';
import { loadArtifact } from '../runner/artifacts.js';
import type { Backend, Transaction } from '../runner/backend.js';
import { publish } from '../stages/publish/stage.js';

/**
 * Gives listeners the newest finished publication of an episode: a new row, and the feed's next version, in one
 * step. A feed that breaks a MUST of its checklist is refused, and the old version stays. What became of the cuts and
 * what the host worded is noted with it, so that the show's later episodes learn.
 * @param looked a person saw the cuts and publishes them so
 * @throws Failure (input) when the episode is not ready, has no audio, or the feed would not conform
 */
export async function release(
  backend: Backend,
  episodeId: string,
  by: string,
  { looked = false } = {},
): Promise<{ publicationId: string }> {
  const made = await loadArtifact(backend, episodeId, publish);
  if (!made)
    throw inputFailure('This episode is not ready to be published.', 'Wait until every stage is done.');
  await mustBeStored(backend, made.value);
  const taught = [await readOutcomes(backend, episodeId, looked), await readWording(backend, episodeId)];
  return backend.database.$transaction(async (tx) => {
    const showId = await holdShow(tx, episodeId);
    const earlier = await tx.publication.findFirst({ where: { episodeId }, orderBy: { id: 'asc' } });
    const row = await tx.publication.create({
      data: {
        episodeId,
        artifactKey: made.key,
        content: made.value,
        publishedAt: earlier?.publishedAt ?? new Date(),
        by,
      },
    });
    await tx.decision.createMany({
      data: taught.flatMap((value) =>
        value ? { episodeId, kind: value.kind, subject: value.subject, value, by } : [],
      ),
    });
    await renewFeed(tx, backend, showId);
    await publishEvent(tx, { type: 'published', episodeId, data: {} });
    return { publicationId: String(row.id) };
  });
}

/** Takes an episode off the feed. What listeners had stays on record. */
export async function withdraw(backend: Backend, episodeId: string, by: string): Promise<void> {
  await backend.database.$transaction(async (tx) => {
    const showId = await holdShow(tx, episodeId);
    const latest = await tx.publication.findFirst({ where: { episodeId }, orderBy: { id: 'desc' } });
    if (!latest || latest.withdrawn)
      throw inputFailure('This episode is not published.', 'There is nothing to take off the feed.');
    await tx.publication.create({
      data: { episodeId, withdrawn: true, publishedAt: latest.publishedAt, by },
    });
    await renewFeed(tx, backend, showId);
    await publishEvent(tx, { type: 'withdrawn', episodeId, data: {} });
  });
}

/** Renders a show's feed again after its own facts (title, artwork …) have changed. */
export const renewShowFeed = (backend: Backend, showId: string): Promise<void> =>
  backend.database.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Show" WHERE id = ${showId} FOR UPDATE`;
    await renewFeed(tx, backend, showId);
  });

/** One feed is rendered at a time. */
async function holdShow(tx: Transaction, episodeId: string): Promise<string> {
  const { showId } = await tx.episode.findUniqueOrThrow({ where: { id: episodeId } });
  await tx.$queryRaw`SELECT id FROM "Show" WHERE id = ${showId} FOR UPDATE`;
  return showId;
}

async function renewFeed(tx: Transaction, backend: Backend, showId: string): Promise<void> {
  const xml = await feedOf(tx, backend, showId);
  const latest = await tx.feedVersion.findFirst({ where: { showId }, orderBy: { id: 'desc' } });
  if (latest?.xml === xml) return;
  const broken = (await checkFeed(xml)).filter(({ level, ok }) => level === 'MUST' && !ok);
  if (broken.length)
    throw inputFailure(
      `The feed would break ${broken.length} rule(s): ${broken.map(({ id, what }) => `${id} ${what}`).join('; ')}.`,
      broken.map(({ fix }) => fix).join(' '),
      broken.map(({ id, what }) => ({ rule: id, message: what })),
    );
  const etag = `"${createHash('sha256').update(xml).digest('hex').slice(0, 32)}"`;
  await tx.feedVersion.create({ data: { showId, xml, etag } });
}

/** The feed as the rows stand: the newest publication of each episode that is not withdrawn, newest first. */
export async function feedOf(
  tx: Transaction,
  backend: Backend,
  showId: string,
  /** Shown as if it were published now. */
  candidate?: { episodeId: string; publication: Publication },
): Promise<string> {
  const urls = publicUrls(publicBase(backend.settings));
  const show = await tx.show.findUniqueOrThrow({ where: { id: showId }, include: { people: true } });
  const rows = await tx.publication.findMany({
    where: { episode: { showId } },
    distinct: ['episodeId'],
    orderBy: [{ episodeId: 'asc' }, { id: 'desc' }],
    include: { episode: true },
  });
  const shown = rows
    .filter((row) => !row.withdrawn && row.episodeId !== candidate?.episodeId)
    .map((row) => ({
      episode: row.episode,
      publishedAt: row.publishedAt,
      publication: publicationArtifact.parse(row.content),
    }));
  if (candidate) {
    const episode = await tx.episode.findUniqueOrThrow({ where: { id: candidate.episodeId } });
    const publishedAt = rows.find((row) => row.episodeId === episode.id)?.publishedAt ?? new Date();
    shown.push({ episode, publishedAt, publication: candidate.publication });
  }
  const items: FeedItem[] = shown
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())
    .map(({ episode, publishedAt, publication }) =>
      feedItem(publication, {
        guid: episode.guid,
        publishedAt,
        link: urls.episodePageUrl(show.slug, episode.slug),
        urls: fileUrls(urls, show.slug, episode.slug, publication),
      }),
    );
  const head: FeedShow = {
    title: show.title,
    description: show.description || show.title,
    link: show.link ?? urls.showPageUrl(show.slug),
    feedUrl: urls.feedUrl(show.slug),
    language: show.language,
    category: show.category,
    subcategory: show.subcategory ?? undefined,
    explicit: show.explicit,
    author: show.author || show.title,
    ownerEmail: show.ownerEmail ?? undefined,
    imageUrl: urls.artworkUrl(show.slug, objectRef.parse(show.artwork)),
    guid: show.guid,
    copyright: show.copyright ?? undefined,
    people: show.people.map(({ name, role }) => ({ name, role: role as 'host' })),
  };
  return renderFeed(head, items);
}

function fileUrls(
  urls: ReturnType<typeof publicUrls>,
  show: string,
  episode: string,
  publication: Publication,
) {
  const { audio, chapters, transcripts } = publication;
  return {
    audio: audio ? urls.enclosureUrl(show, episode, audio) : '',
    chapters: urls.chaptersUrl(show, episode, chapters),
    vtt: urls.transcriptUrl(show, episode, transcripts.vtt),
    srt: urls.transcriptUrl(show, episode, transcripts.srt),
    json: urls.transcriptUrl(show, episode, transcripts.json),
    text: urls.transcriptUrl(show, episode, transcripts.text),
  };
}

/** An enclosure whose bytes are not there must never be listed. */
async function mustBeStored({ objects }: Backend, publication: Publication): Promise<void> {
  const { audio, chapters, transcripts } = publication;
  if (!audio)
    throw inputFailure(
      `“${publication.title}” has no recording, so it cannot go on a feed.`,
      'Upload the recording of this episode.',
    );
  for (const ref of [audio, chapters, ...Object.values(transcripts)])
    if (!(await objects.has(ref)))
      throw inputFailure(
        `A file of “${publication.title}” is gone from the store.`,
        'Retry the episode, then publish it.',
      );
}
