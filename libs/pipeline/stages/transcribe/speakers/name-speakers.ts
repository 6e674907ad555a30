import type { Decision, KnownVoice, Speaker, Transcript, Word } from '#contracts';
import { recogniseVoices } from '#speech';

export type SpeakerDecision = Extract<Decision, { kind: 'speaker' }>;

export interface Naming {
  /** The host's word on speakers. */
  decided: SpeakerDecision[];
  /** Voices that the show knows. */
  known: KnownVoice[];
  /** Whether voices may be known again; when not, none is kept in the transcript either. */
  remember: boolean;
}

/**
 * Gives speakers their names: the host's word first, then voices that the show knows. Where one voice speaks and nobody
 * has named it, words have no speaker: there is nobody to tell it from.
 */
export function nameSpeakers(said: Transcript, { decided, known, remember }: Naming): Transcript {
  if (!said.speakers) return said;
  const persons = new Map(decided.map(({ subject, person }) => [subject, person]));
  const open = said.speakers.filter(({ id, named }) => !named && !persons.has(id));
  const others = known.filter(({ person }) => ![...persons.values()].includes(person));
  const recognised = remember ? recogniseVoices(open, others) : new Map<string, Recognised>();
  const speakers = said.speakers.map((speaker) => {
    const { vector, ...rest } = named(speaker, persons.get(speaker.id), recognised.get(speaker.id));
    return remember && vector ? { ...rest, vector } : rest;
  });
  return { ...said, speakers, words: withNames(said, speakers) };
}

type Recognised = NonNullable<Speaker['recognised']>;

/** @param person the host's word: null for nobody, undefined for none */
function named(speaker: Speaker, person: string | null | undefined, recognised?: Recognised): Speaker {
  if (person) return { ...speaker, name: person, named: true };
  if (recognised) return { ...speaker, name: recognised.person, named: true, recognised };
  return speaker;
}

function withNames({ words, speakers: before = [] }: Transcript, after: Speaker[]): Word[] {
  const [only] = after;
  const isNobody = after.length === 1 && only?.by === 'voice' && !only.named;
  const nameOf = new Map(before.map(({ name }, i) => [name, after[i]!.name]));
  return words.map(({ speaker, ...word }) =>
    speaker && !isNobody ? { ...word, speaker: nameOf.get(speaker) ?? speaker } : word,
  );
}
