import { type Decision, inputFailure, type Speaker } from '#contracts';
import { loadArtifact } from '../runner/artifacts.js';
import type { Backend, Transaction } from '../runner/backend.js';
import { decide } from '../runner/episodes.js';
import { transcribe } from '../stages/transcribe/stage.js';

type SpeakerDecision = Extract<Decision, { kind: 'speaker' }>;

/**
 * Gives speakers of an episode their names, or takes names away (`person: null`). The words follow, without being heard
 * again; where the show remembers voices, episodes that are handed in from now on know them.
 * @throws Failure (input) when the episode has no such speaker, or is not transcribed at this moment
 */
export async function nameSpeakers(
  backend: Backend,
  { id: episodeId, showId }: { id: string; showId: string },
  names: { id: string; person: string | null }[],
  by: string,
): Promise<void> {
  const transcript = await loadArtifact(backend, episodeId, transcribe);
  const speakers = new Map(transcript?.value.speakers?.map((speaker) => [speaker.id, speaker]));
  const named = names.map(({ id, person }) => ({ speaker: known(speakers, id), person }));
  await backend.database.$transaction(async (tx) => {
    for (const { speaker, person } of named) await remember(tx, { showId, episodeId, speaker, person });
  });
  const decisions = names.map(
    ({ id, person }): SpeakerDecision => ({ kind: 'speaker', subject: id, person }),
  );
  await decide(backend, episodeId, decisions, by);
}

function known(speakers: Map<string, Speaker>, id: string): Speaker {
  const speaker = speakers.get(id);
  if (speaker) return speaker;
  throw inputFailure(
    `The episode has no speaker ${id}.`,
    'Read its speakers again: they are there once it is transcribed.',
  );
}

/** What was kept of this voice goes; what is kept instead is newer, so that it reaches only later episodes. */
async function remember(
  tx: Transaction,
  named: { showId: string; episodeId: string; speaker: Speaker; person: string | null },
): Promise<void> {
  const { showId, episodeId, speaker, person } = named;
  await tx.voice.deleteMany({ where: { episodeId, speaker: speaker.id } });
  if (person === null) return;
  const { id: personId } = await tx.person.upsert({
    where: { showId_name: { showId, name: person } },
    create: { showId, name: person, role: 'guest' },
    update: {},
  });
  if (!speaker.vector) return;
  const vector = Buffer.from(speaker.vector, 'base64');
  await tx.voice.create({ data: { personId, episodeId, speaker: speaker.id, vector } });
}
