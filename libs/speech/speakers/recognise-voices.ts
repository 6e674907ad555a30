import type { KnownVoice, Speaker } from '#contracts';
import { likeness, meanVoice } from './likeness.js';
import { unpackVoice } from './packed-voice.js';

/**
 * One voice in two recordings is alike by .91 and more, two people by .55 and less (49 voices of 33 recordings,
 * docs/speakers.md); other microphones and languages bring a voice down to .62, so that some are not known again.
 */
const leastLikeness = 0.7;
/** The next person the show knows must be less like by this much, or it is not sure who it is. */
const leastLead = 0.1;

type Recognised = NonNullable<Speaker['recognised']>;

/**
 * Which speakers are people whose voices are known: the likeliest pair first, each person once.
 * @returns by the speaker's id; who is not surely known is absent
 */
export function recogniseVoices(
  speakers: Pick<Speaker, 'id' | 'vector'>[],
  known: KnownVoice[],
): Map<string, Recognised> {
  const people = [...new Set(known.map(({ person }) => person))].map((person) => ({
    person,
    voice: meanVoice(known.filter((one) => one.person === person).map(({ vector }) => unpackVoice(vector))),
  }));
  const pairs = speakers.flatMap(({ id, vector }) => {
    const voice = vector && unpackVoice(vector);
    const ranked = people
      .map(({ person, voice: theirs }) => ({ id, person, likeness: voice ? likeness(voice, theirs) : -1 }))
      .sort((a, b) => b.likeness - a.likeness);
    const [first, second] = ranked;
    const isSure =
      first && first.likeness >= leastLikeness && first.likeness - (second?.likeness ?? -1) >= leastLead;
    return isSure ? [first] : [];
  });
  const found = new Map<string, Recognised>();
  const taken = new Set<string>();
  for (const { id, person, likeness } of pairs.sort((a, b) => b.likeness - a.likeness)) {
    if (taken.has(person)) continue;
    taken.add(person);
    found.set(id, { person, likeness: Math.min(1, likeness) });
  }
  return found;
}
