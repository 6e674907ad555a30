import { publicBase, publicUrls, type Settings } from '#config';
import { objectRef, reviewPolicy, type ShowView, showProfile } from '#contracts';
import type { ShowModel } from '#database';

/** A show as the API tells it. `guid` and `slug` never change after creation. */
export function showView(show: ShowModel & { _count: { episodes: number } }, settings: Settings): ShowView {
  const artwork = show.artwork === null ? null : objectRef.parse(show.artwork);
  return {
    id: show.id,
    slug: show.slug,
    guid: show.guid,
    title: show.title,
    description: show.description,
    author: show.author,
    ownerEmail: show.ownerEmail,
    language: show.language,
    category: show.category,
    subcategory: show.subcategory,
    link: show.link,
    copyright: show.copyright,
    explicit: show.explicit,
    review: reviewPolicy.parse(show.review),
    profile: showProfile.parse(show.profile),
    feedUrl: publicUrls(publicBase(settings)).feedUrl(show.slug),
    artworkPath: artwork && `/api/v1/shows/${show.id}/artwork?v=${artwork.sha256.slice(0, 12)}`,
    episodes: show._count.episodes,
    createdAt: show.createdAt.toISOString(),
  };
}
