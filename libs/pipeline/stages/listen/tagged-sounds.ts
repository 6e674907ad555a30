import type { SoundEvent, Sounds, SoundTags } from '#contracts';

/** As much as our own network is believed when it is sure: a tagger alone is just enough to propose. */
const mostBelief = 0.69;
/** However sure the detectors are, what a tagger takes for something else is only proposed. */
const mostDenied = 0.49;
/** Sounds that the host has marked, or that came before now here, now there, are known better than by their class. */
const knownBy = ['template:', 'heard-before:'];

/**
 * What was heard, seen again with what a tagger of everyday sounds hears there: a phone's or a bell's class is a second
 * kind of evidence; laughter, keys, a door or music is no longer taken out without asking.
 * @param tags of each event, in their order
 */
export const withTags = (sounds: Sounds, tags: readonly SoundTags[]): Sounds => ({
  ...sounds,
  events: sounds.events.map((event, n) => {
    const heard = tags[n];
    return heard ? { ...judged(event, heard), tags: heard } : event;
  }),
});

function judged(event: SoundEvent, { says, classes }: SoundTags): SoundEvent {
  if (says === 'notification') {
    const belief = mostBelief * (classes[0]?.score ?? 0);
    const confidence = 1 - (1 - event.confidence) * (1 - belief);
    return { ...event, confidence, evidence: [...event.evidence, 'tagger'] };
  }
  const isKnown = event.evidence.some((item) => knownBy.some((by) => item.startsWith(by)));
  if (says === 'unknown' || isKnown) return event;
  return { ...event, confidence: Math.min(mostDenied, event.confidence) };
}
