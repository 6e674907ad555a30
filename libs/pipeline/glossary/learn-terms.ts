import type { Transaction } from '../runner/backend.js';
import { candidateNames } from './candidate-names.js';

/** Older episodes tell little about the next one. */
const readEpisodes = 50;
/** More terms find more that only sounds like them. */
const mostLearned = 300;

/**
 * Learns what a show speaks of from its own texts and people, before its next episode is heard. What the host gave or
 * took out stays as it is, and episodes that are there already do not change.
 * @param title of the new episode
 */
export async function learnTerms(tx: Transaction, showId: string, title = ''): Promise<void> {
  const show = await tx.show.findUniqueOrThrow({
    where: { id: showId },
    include: {
      people: true,
      glossary: { where: { origin: { not: 'host' } }, select: { id: true } },
      episodes: {
        orderBy: { createdAt: 'desc' },
        take: readEpisodes,
        select: { title: true, description: true },
      },
    },
  });
  const texts = [title, show.title, show.description ?? '', ...show.episodes.flatMap(textsOf)];
  const names = show.people.map(({ name, role }) => ({ term: name, note: role }));
  const words = texts.flatMap(candidateNames).map((term) => ({ term, note: null }));
  const learned = [...names, ...words].slice(0, mostLearned - show.glossary.length);
  if (learned.length === 0) return;
  await tx.glossaryTerm.createMany({
    data: learned.map((term) => ({ ...term, showId, origin: 'learned', soundsLike: [], never: [] })),
    skipDuplicates: true,
  });
}

const textsOf = ({ title, description }: { title: string | null; description: string | null }) => [
  title ?? '',
  description ?? '',
];
