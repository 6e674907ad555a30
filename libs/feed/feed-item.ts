import { inputFailure, type Publication } from '#contracts';
import { enclosureTypes, type FeedItem } from './feed-types.js';

/** Where a publication's files are reached, and what its row holds beside them. */
export interface Placed {
  guid: string;
  /** First published: never moves, however often the episode is published again. */
  publishedAt: Date;
  /** The episode's page. */
  link: string;
  urls: {
    audio: string;
    chapters: string;
    vtt: string;
    srt: string;
    json: string;
    text: string;
    image?: string;
  };
}

/** The item of a publication. Throws an `input` failure when there is no audio, for an item without an enclosure is none. */
export function feedItem(publication: Publication, { guid, publishedAt, link, urls }: Placed): FeedItem {
  const { audio, language } = publication;
  const type = enclosureTypes.find((allowed) => allowed === audio?.type);
  if (!audio || !type)
    throw inputFailure(
      `“${publication.title}” has no audio that podcast apps can play.`,
      'Upload the recording of this episode, then publish it again.',
    );
  return {
    guid,
    publishedAt,
    link,
    title: publication.title,
    descriptionHtml: publication.descriptionHtml,
    summary: publication.summary,
    durationMs: publication.durationMs,
    explicit: publication.explicit,
    season: publication.season ?? undefined,
    number: publication.number ?? undefined,
    type: publication.type,
    audio: { url: urls.audio, bytes: audio.bytes, type },
    chaptersUrl: urls.chapters,
    transcripts: [
      { url: urls.vtt, type: 'text/vtt', language },
      { url: urls.srt, type: 'application/x-subrip', language },
      { url: urls.json, type: 'application/json', language },
      { url: urls.text, type: 'text/plain', language },
    ],
    soundbites: publication.soundbites,
    people: publication.people,
    imageUrl: urls.image,
  };
}
