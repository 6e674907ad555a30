import type { SoundEvent } from '#contracts';
import type { Finding } from './finding.js';
import type { ReadWord } from './reading.js';

/** A word is in the way of a cut when this share of it lies under the sound. */
const overlapShare = 0.5;

/** Sounds between words are cut; sounds on top of words are turned down under the speech, and no word is lost. */
export const handleSounds = (events: readonly SoundEvent[], words: readonly ReadWord[]): Finding[] =>
  events.map((event) => {
    const covers = words.some((word) => {
      const common = Math.min(word.endMs, event.endMs) - Math.max(word.startMs, event.startMs);
      return common > overlapShare * (word.endMs - word.startMs);
    });
    const alone = event.mode === 'gap' && !covers;
    return {
      kind: 'notification',
      sub: 'sound',
      action: alone ? 'cut' : 'duck',
      reason: `${sentenceStart(event.kind)} ${alone ? 'in a pause' : 'over speech, turned down'} (${event.evidence.join(', ')}).`,
      confidence: event.confidence,
      evidence: ['sound'],
      at: { span: { startMs: event.startMs, endMs: event.endMs } },
    };
  });

const sentenceStart = (kind: SoundEvent['kind']) => (kind === 'unknown' ? 'A sound' : `A ${kind}`);
