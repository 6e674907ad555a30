import { describe, expect, it } from 'vitest';
import { cueStrength, readCue } from './cues.js';

const strength = (text: string) => cueStrength(readCue(text));

describe('readCue', () => {
  it.each([
    'Next up, we have prioritization of your tasks.',
    'Alright, let’s talk about images.',
    'Okay, so the next thing is attention.',
    "So now we're going to move over to data.",
    'Let us move on to shaping.',
    'Lastly, we have one more.',
    'I want to ask about money.',
  ])('hears a hand-over: %s', (text) => expect(strength(text)).toBeGreaterThanOrEqual(2));

  it.each([
    'Bread is flour and water.',
    'Next thing you know, it is a two hour break.',
    'He said let’s say ten.',
    '',
  ])('hears none: %s', (text) => expect(strength(text)).toBeLessThan(2));

  it('hears a bare opener faintly', () => expect(strength('So it rained.')).toBe(0.6));
});
