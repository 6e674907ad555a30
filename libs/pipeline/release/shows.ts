import { publicBase, publicUrls } from '#config';
import type { GlossaryTerm, KnownSound } from '#contracts';
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
  sounds?: KnownSound[];
}

/** Makes a show with all that a valid feed needs: a guid from its first feed address, and artwork from its title. */
export async function createShow(
  backend: Backend,
  { glossary = [], sounds = [], ...show }: NewShow,
): Promise<{ id: string }> {
  const artwork = await backend.objects.put(await defaultArtwork(show.title), 'image/jpeg');
  return backend.database.show.create({
    data: {
      ...show,
      profile: JSON.parse(JSON.stringify(show.profile ?? {})),
      artwork,
      guid: feedGuid(publicUrls(publicBase(backend.settings)).feedUrl(show.slug)),
      glossary: { create: glossary.map(({ learned, ...term }) => term) },
      sounds: {
        create: sounds.map(({ name, verdict, ...print }) => ({
          name,
          verdict,
          origin: 'taught',
          template: { ...print, from: null },
        })),
      },
    },
    select: { id: true },
  });
}
