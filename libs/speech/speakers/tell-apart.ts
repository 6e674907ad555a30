import { groupVoices } from './group-voices.js';
import { likeness, meanVoice, type VoiceVector } from './likeness.js';

/**
 * Windows of one voice are alike by .57 on average, those of two by .25 at most (our measurement on 10 real and 10
 * synthetic voices, docs/speakers.md). Nearer to the lower figure a voice that laughs or stands in music would be two.
 */
const leastMeanLikeness = 0.35;
/** The means of two groups of one voice, as of somebody near and far from the microphone, are alike by more than this. */
const sameVoice = 0.55;
/** Less than about 6 s that sounds like nobody else is a laugh, a jingle or two people at once, and no speaker. */
const fewestWindows = 8;

/**
 * The voices in a recording, each as its mean vector; the one that speaks most comes first. Nobody is told apart from
 * whoever they may be: where it is unsure, there is one voice.
 * @param most voices at most; those who speak least are left out
 */
export function tellApart(vectors: VoiceVector[], most: number): VoiceVector[] {
  const groupOf = groupVoices(vectors, leastMeanLikeness);
  const groups: VoiceVector[][] = [];
  for (const [i, group] of groupOf.entries()) {
    groups[group] ??= [];
    groups[group].push(vectors[i]!);
  }
  const voices = joinAlike(groups.filter(({ length }) => length >= fewestWindows));
  voices.sort((a, b) => b.length - a.length);
  return voices.slice(0, most).map(meanVoice);
}

function joinAlike(groups: VoiceVector[][]): VoiceVector[][] {
  const means = groups.map(meanVoice);
  for (let a = 0; a < groups.length; a++)
    for (let b = a + 1; b < groups.length; b++)
      if (likeness(means[a]!, means[b]!) >= sameVoice)
        return joinAlike([...groups.filter((_, i) => i !== a && i !== b), [...groups[a]!, ...groups[b]!]]);
  return groups;
}
