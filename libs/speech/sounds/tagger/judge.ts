import type { SoundEvent, SoundTags } from '#contracts';
import type { Meaning } from './meanings.js';

/** YAMNet's scores are no probabilities: of a class that sounds they begin at about this. */
const leastNotification = 0.3;
/** It must be surer of another sound: this speaks against one that our detectors took for a notification. */
const leastOther = 0.5;
/** … and hear less than a trace of a notification beside it. */
const traceOfNotification = 0.1;
/** Classes that are told. */
const mostTold = 3;

/**
 * What a tagger's scores say about a sound that was taken for a notification.
 * @param mode over: a voice lies on top of it, and to hear a voice says nothing
 */
export function judge(
  scores: Float32Array,
  { names, meanings }: { names: readonly string[]; meanings: readonly Meaning[] },
  mode: SoundEvent['mode'],
): SoundTags {
  const ranked = names
    .map((name, n) => ({ name, score: Math.min(1, Math.max(0, scores[n]!)), meaning: meanings[n]! }))
    .sort((a, b) => b.score - a.score);
  const ofPhones = ranked.filter(({ meaning }) => meaning === 'notification');
  const ofOthers = ranked.filter(
    ({ meaning }) => meaning === 'other' || (meaning === 'voice' && mode === 'gap'),
  );
  const surest = (classes: typeof ranked) => classes[0]?.score ?? 0;
  const told = (classes: typeof ranked, least = 0) =>
    classes
      .filter(({ score }) => score >= least)
      .slice(0, mostTold)
      .map(({ name, score }) => ({ name, score: Math.round(score * 1000) / 1000 }));
  const isDenied = surest(ofOthers) >= leastOther && surest(ofOthers) > surest(ofPhones);
  if (surest(ofPhones) >= leastNotification && !isDenied)
    return { says: 'notification', classes: told(ofPhones, leastNotification) };
  if (isDenied && surest(ofPhones) < traceOfNotification)
    return { says: 'other', classes: told(ofOthers, leastOther) };
  return { says: 'unknown', classes: told(ranked) };
}
