import type { SoundEvent, SoundTags } from '#contracts';
import { heardIn } from '../../sounds/heard-in.js';
import type { Finding } from './finding.js';
import type { ReadWord } from './reading.js';

/** A word is in the way of a cut when this share of it lies under the sound. */
const overlapShare = 0.5;
/** A word may begin or end this much beside the time that a recogniser gave it (cleaning-methods.md A3). */
const wordSlackMs = 200;
/** How listening names a sound that the show knows, one that an earlier episode has, and one of a phone’s class. */
const known = 'template:';
const heardBefore = 'heard-before:';
const tagger = 'tagger';

/** Sounds between words are cut; sounds on top of words are turned down under the speech, and no word is lost. */
export const handleSounds = (events: readonly SoundEvent[], words: readonly ReadWord[]): Finding[] =>
  events.map((event) => {
    const covers = words.some((word) => {
      const common = Math.min(word.endMs, event.endMs) - Math.max(word.startMs, event.startMs);
      return common > overlapShare * (word.endMs - word.startMs);
    });
    // What a fingerprint alone has found lies anywhere: it is cut only where no word is near.
    const isFree =
      event.evidence.some((item) => item.startsWith(known) || item.startsWith(heardBefore)) &&
      !words.some(
        ({ startMs, endMs }) => startMs < event.endMs + wordSlackMs && endMs > event.startMs - wordSlackMs,
      );
    const alone = isFree || (event.mode === 'gap' && !covers);
    return {
      kind: 'notification',
      sub: 'sound',
      action: alone ? 'cut' : 'duck',
      reason: `${sentenceStart(event.kind)} ${alone ? 'in a pause' : 'over speech, turned down'} (${event.evidence.map((item) => inWords(item, event)).join(', ')}${doubtOf(event)}).`,
      confidence: event.confidence,
      evidence: ['sound'],
      at: { span: { startMs: event.startMs, endMs: event.endMs } },
    };
  });

/** What a detector noticed, in the host's words. */
const noticed = new Map([
  ['energy-without-voice', 'louder than the room, and no voice'],
  ['sound-model', 'sounds like a notification'],
  ['recurrence', 'heard several times'],
  ['vibration', 'a low tone that holds still, twice alike'],
  ['on-and-off', 'switched on and off at once'],
]);
const standardTone = 'standard:';

const inWords = (item: string, { before, tags }: SoundEvent): string => {
  if (item === tagger) return heardAs(tags);
  if (item.startsWith(known)) return 'a sound that this show knows';
  if (item.startsWith(heardBefore)) return before ? heardIn(before) : 'heard before in an earlier episode';
  if (item.startsWith(standardTone)) return `a telephone’s tone (${item.slice(standardTone.length)})`;
  return noticed.get(item) ?? item;
};

/** What speaks against it. */
const doubtOf = ({ tags }: SoundEvent): string => (tags?.says === 'other' ? `; but ${heardAs(tags)}` : '');

/** The surest class of a tagger, by the first of its names: “beep” for “Beep, bleep”. */
function heardAs(tags: SoundTags | undefined): string {
  const [surest] = tags?.classes ?? [];
  if (!surest) return 'told apart by its sound';
  const [name = ''] = surest.name.toLowerCase().split(',');
  return `heard as “${name}”, ${Math.round(100 * surest.score)} %`;
}

const sentenceStart = (kind: SoundEvent['kind']) => (kind === 'unknown' ? 'A sound' : `A ${kind}`);
