import { v5 } from 'uuid';

/** The namespace of podcast:guid (PSP-1, podcast:guid). */
const PODCAST_NAMESPACE = 'ead4c236-bf58-58c6-a2c6-a6b28d128cb6';

/**
 * podcast:guid of a new show: UUIDv5 of its first feed URL without scheme and trailing slashes.
 * It is given once and then stored: a show that moves keeps it.
 */
export const feedGuid = (feedUrl: string) =>
  v5(feedUrl.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/\/+$/, ''), PODCAST_NAMESPACE);
