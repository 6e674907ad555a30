import {
  type DecisionKind,
  decision,
  episodeFacts,
  glossaryTerm,
  showFacts,
  uploadArtifact,
} from '#contracts';
import type { Transaction } from './backend.js';
import type { Givens } from './plan.js';

const decisionKinds: DecisionKind[] = ['cut', 'cut-made', 'chapter', 'correction', 'title', 'description'];

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
  const rows = await tx.decision.findMany({ where: { episodeId }, orderBy: { id: 'asc' } });
  const givens = {
    upload: uploadArtifact.parse(episode.upload),
    show: showFacts.parse(show),
    episode: episodeFacts.parse({
      ...episode,
      people: episode.people.map(({ person, role }) => ({ name: person.name, role })),
    }),
    glossary: show.glossary.map(({ term, soundsLike, note }) =>
      glossaryTerm.parse({ term, soundsLike, note: note ?? undefined }),
    ),
    ...Object.fromEntries(decisionKinds.map((kind) => [`decisions:${kind}`, standing(rows, kind)])),
  } as unknown as Givens;
  return { givens, profile: show.profile as Record<string, Record<string, unknown>>, review: show.review };
}

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
