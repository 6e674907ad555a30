import { publicBase, publicUrls } from '#config';
import type { GlossaryTerm } from '#contracts';
import { defaultArtwork, feedGuid } from '#feed';
import type { Backend } from '../runner/backend.js';

export interface NewShow {
  slug: string;
  title: string;
  description?: string;
  author?: string;
  language?: string;
  review?: 'publish' | 'confident' | 'wait';
  profile?: Record<string, Record<string, unknown>>;
  glossary?: GlossaryTerm[];
}

/** Makes a show with all that a valid feed needs: a guid from its first feed address, and artwork from its title. */
export async function createShow(
  backend: Backend,
  { glossary = [], ...show }: NewShow,
): Promise<{ id: string }> {
  const artwork = await backend.objects.put(await defaultArtwork(show.title), 'image/jpeg');
  return backend.database.show.create({
    data: {
      ...show,
      profile: JSON.parse(JSON.stringify(show.profile ?? {})),
      artwork,
      guid: feedGuid(publicUrls(publicBase(backend.settings)).feedUrl(show.slug)),
      glossary: { create: glossary.map(({ learned, ...term }) => term) },
    },
    select: { id: true },
  });
}
