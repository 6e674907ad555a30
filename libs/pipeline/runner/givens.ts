import {
  type DecisionKind,
  decision,
  earlierEpisode,
  episodeFacts,
  glossaryTerm,
  showFacts,
  uploadArtifact,
} from '#contracts';
import { readLessons } from '../learning/lessons.js';
import { readExamples } from '../learning/wording-rows.js';
import { knownSounds } from '../sounds/bank.js';
import { readHeard } from '../sounds/heard-bank.js';
import { learnedFrom } from '../stages/clean/learned.js';
import type { Transaction } from './backend.js';
import { placeInShow } from './earlier-recordings.js';
import type { Givens } from './plan.js';

const decisionKinds: DecisionKind[] = [
  'cut',
  'cut-made',
  'cut-proposed',
  'chapter',
  'correction',
  'speaker',
  'title',
  'description',
];

/** A verdict that takes an earlier one back: the subject is undecided again. */
const isTakenBack = (value: { verdict?: string }) => value.verdict === 'restored';

/** Reads what people gave for one episode, and the show's profile. */
export async function readGivens(tx: Transaction, episodeId: string) {
  const episode = await tx.episode.findUniqueOrThrow({
    where: { id: episodeId },
    include: {
      show: { include: { glossary: { orderBy: { term: 'asc' } } } },
      people: { include: { person: true } },
    },
  });
  const { show } = episode;
  // Asked for by itself: Prisma sends the queries of two lists of one row at once, which a transaction's connection may not.
  const sounds = await tx.sound.findMany({ where: { showId: show.id }, orderBy: { id: 'asc' } });
  const rows = await tx.decision.findMany({ where: { episodeId }, orderBy: { id: 'asc' } });
  const place = await placeInShow(tx, episode);
  const givens = {
    upload: uploadArtifact.parse(episode.upload),
    show: showFacts.parse(show),
    episode: episodeFacts.parse({
      ...episode,
      people: episode.people.map(({ person, role }) => ({ name: person.name, role })),
    }),
    glossary: show.glossary.filter((row) => isKnownTo(row, episode)).map(asTerm),
    earlier: await readEarlier(tx, episode),
    sounds: knownSounds(sounds, episode),
    place,
    heard: await readHeard(tx, show.id, await handedIn(tx, place)),
    examples: await readExamples(tx, show.id, episode.createdAt),
    learned: learnedFrom(await readLessons(tx, show.id, episode.createdAt)),
    ...Object.fromEntries(decisionKinds.map((kind) => [`decisions:${kind}`, standing(rows, kind)])),
  } as unknown as Givens;
  return { givens, profile: show.profile as Record<string, Record<string, unknown>>, review: show.review };
}

/** A second upload of a recording is listened to as the first was, and finds what was made of it. */
async function handedIn(tx: Transaction, place: string): Promise<Date> {
  const { createdAt } = await tx.episode.findUniqueOrThrow({
    where: { id: place },
    select: { createdAt: true },
  });
  return createdAt;
}

interface TermRow {
  term: string;
  soundsLike: string[];
  never: string[];
  note: string | null;
  origin: string;
  createdAt: Date;
}

/** What was learned later changes no episode that was there before. */
const isKnownTo = ({ origin, createdAt }: TermRow, episode: { createdAt: Date }): boolean =>
  origin === 'learned' ? createdAt <= episode.createdAt : origin !== 'removed';

const asTerm = ({ term, soundsLike, never, note, origin }: TermRow) =>
  glossaryTerm.parse({
    term,
    soundsLike,
    ...(never.length > 0 && { never }),
    ...(note !== null && { note }),
    ...(origin === 'learned' && { learned: true }),
  });

/** As many as a model may look through. */
const EARLIER_EPISODES = 30;

/**
 * The show's other episodes as they were published when this one was handed in. Publications are only ever added, so the
 * answer stays the same and no later publication makes this episode's notes anew.
 */
async function readEarlier(tx: Transaction, { id, showId, createdAt }: EpisodeRow) {
  const published = await tx.publication.findMany({
    where: { at: { lt: createdAt }, episode: { showId, id: { not: id } } },
    orderBy: { id: 'desc' },
    distinct: ['episodeId'],
    take: EARLIER_EPISODES,
    select: { content: true, withdrawn: true },
  });
  return published.flatMap(({ content, withdrawn }) => (withdrawn ? [] : earlierEpisode.parse(content)));
}
type EpisodeRow = { id: string; showId: string; createdAt: Date };

/** The latest decision of each subject, in the order they were made. */
function standing(rows: { kind: string; value: unknown }[], kind: DecisionKind) {
  const bySubject = new Map<string, unknown>();
  for (const row of rows) {
    if (row.kind !== kind) continue;
    const value = decision.parse(row.value);
    bySubject.delete(value.subject);
    if (!isTakenBack(value as { verdict?: string })) bySubject.set(value.subject, value);
  }
  return [...bySubject.values()];
}
