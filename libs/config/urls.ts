import type { Settings } from './settings.js';

/** A stored object as far as its address tells it. */
interface Named {
  sha256: string;
  /** Media type, such as `audio/mpeg`. */
  type: string;
}

/** Extension equals type: podcast apps and hosts judge a file by its name (Apple's requirements, PSP-1 `enclosure`). */
const extensions: Record<string, string> = {
  'audio/mpeg': 'mp3',
  'audio/x-m4a': 'm4a',
  'audio/mp4': 'm4a',
  'image/jpeg': 'jpg',
  'text/vtt': 'vtt',
  'application/x-subrip': 'srt',
  'application/json': 'json',
  'application/json+chapters': 'json',
  'text/plain': 'txt',
  'text/html': 'html',
};

/** The extension of a media type, without the dot; parameters such as `charset` are ignored, an unknown type is `bin`. */
export const extensionOf = (type: string): string => extensions[type.split(';')[0]?.trim() ?? ''] ?? 'bin';

/** The address under which this server reaches listeners, without a trailing slash. */
export function publicBase(settings: Pick<Settings, 'PUBLIC_URL' | 'HOST' | 'PORT'>): string {
  if (settings.PUBLIC_URL) return settings.PUBLIC_URL.replace(/\/+$/, '');
  const host = settings.HOST === '0.0.0.0' || settings.HOST === '::' ? '127.0.0.1' : settings.HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${settings.PORT}`;
}

/**
 * Every address that listeners and their apps use. All are ASCII: slugs, hashes and an extension that equals the type.
 * A file's address holds its content hash, so that new content has a new address and old caches are never wrong.
 * @param base where this server is reached, such as `https://podcasts.example.org`
 */
export const publicUrls = (base: string) => {
  const root = base.replace(/\/+$/, '');
  const file = (showSlug: string, episodeSlug: string, object: Named) =>
    `${root}/media/${showSlug}/${episodeSlug}/${object.sha256}.${extensionOf(object.type)}`;
  return {
    feedUrl: (showSlug: string) => `${root}/feeds/${showSlug}.xml`,
    showPageUrl: (showSlug: string) => `${root}/listen/${showSlug}`,
    episodePageUrl: (showSlug: string, episodeSlug: string) => `${root}/listen/${showSlug}/${episodeSlug}`,
    artworkUrl: (showSlug: string, artwork: Named) =>
      `${root}/media/${showSlug}/${artwork.sha256}.${extensionOf(artwork.type)}`,
    enclosureUrl: file,
    chaptersUrl: file,
    transcriptUrl: file,
  };
};
