import type { Cut, Decision, SoundEvent } from '#contracts';
import type { ReadWord } from './reading.js';
import { handleSounds } from './sounds.js';

/** What a later scan heard, as cuts that wait for the host's word: on top of words the sound is only turned down. */
export const proposeSounds = (
  heard: readonly Extract<Decision, { kind: 'cut-proposed' }>[],
  words: readonly ReadWord[],
): Cut[] =>
  heard.flatMap(({ subject, startMs, endMs, reason, confidence }) => {
    const mode = words.some((word) => word.startMs < endMs && word.endMs > startMs) ? 'over' : 'gap';
    const event: SoundEvent = { startMs, endMs, confidence, kind: 'unknown', mode, evidence: ['scan'] };
    return handleSounds([event], words).map(
      ({ kind, sub, action, evidence }): Cut => ({
        id: subject,
        startMs,
        endMs,
        kind,
        sub,
        action,
        state: 'proposed',
        reason,
        confidence,
        evidence,
        decidedBy: 'machine',
      }),
    );
  });
