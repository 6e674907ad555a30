import { publicBase, publicUrls } from '#config';
import {
  type EpisodeSummary,
  type EpisodeView,
  episodeFacts,
  publicationArtifact,
  type Upload,
  uploadArtifact,
} from '#contracts';
import type { Prisma } from '#database';
import type { Backend } from '#pipeline';
import { publicationView } from '../publishing/publication-view.js';
import { episodeStatus, overallProgress } from './episode-status.js';
import { episodeEta, stageViews } from './stage-view.js';

/** What a summary is made from: the runs and the newest publication. */
export const summaryRows = {
  runs: true,
  publications: { orderBy: { id: 'desc' }, take: 1 },
} as const satisfies Prisma.EpisodeInclude;

/** What the whole view is made from. */
export const episodeRows = {
  ...summaryRows,
  show: { select: { slug: true } },
  people: { include: { person: true } },
} as const satisfies Prisma.EpisodeInclude;

type SummaryRow = Prisma.EpisodeGetPayload<{ include: typeof summaryRows }>;
type EpisodeRow = Prisma.EpisodeGetPayload<{ include: typeof episodeRows }>;

const publishedTitle = (row: SummaryRow): string | undefined => {
  const content = row.publications[0]?.content;
  return content ? publicationArtifact.shape.title.parse((content as { title: unknown }).title) : undefined;
};

export function summaryView(row: SummaryRow): EpisodeSummary {
  const latest = row.publications[0];
  return {
    id: row.id,
    showId: row.showId,
    slug: row.slug,
    title: row.title ?? publishedTitle(row) ?? row.filename,
    filename: row.filename,
    status: episodeStatus(row.runs, latest),
    progress: overallProgress(row.runs),
    createdAt: row.createdAt.toISOString(),
    publishedAt: latest && !latest.withdrawn ? latest.publishedAt.toISOString() : null,
  };
}

const hasSound = ({ audio, tracks = [] }: Upload): boolean => audio !== null || tracks.length > 0;

/**
 * @param made what only artifacts know: the recording's length and its notices, and the title that the notes propose
 */
export function episodeView(
  row: EpisodeRow,
  { settings, pipeline }: Pick<Backend, 'settings' | 'pipeline'>,
  made: { durationMs: number | null; proposedTitle: string | null; notices: string[] },
): EpisodeView {
  const latest = row.publications[0];
  const stages = stageViews({ pipeline }, row.runs);
  const slugs = { showSlug: row.show.slug, episodeSlug: row.slug };
  return {
    ...summaryView(row),
    title: row.title ?? publishedTitle(row) ?? made.proposedTitle ?? row.filename,
    guid: row.guid,
    givenTitle: row.title,
    description: row.description,
    season: row.season,
    number: row.number,
    type: episodeFacts.shape.type.parse(row.type),
    explicit: row.explicit,
    people: episodeFacts.shape.people.parse(
      row.people.map(({ person, role }) => ({ name: person.name, role })),
    ),
    hasAudio: hasSound(uploadArtifact.parse(row.upload)),
    durationMs: made.durationMs,
    notices: made.notices,
    feedUrl: publicUrls(publicBase(settings)).feedUrl(row.show.slug),
    stages,
    etaMs: episodeEta(stages),
    publication: latest && !latest.withdrawn ? publicationView(latest, slugs, settings) : null,
  };
}
