import { describe, expect, it } from 'vitest';
import type { SoundEvent, SoundTags } from '#contracts';
import { withTags } from './tagged-sounds.js';

const event = (confidence: number, ...evidence: string[]): SoundEvent => ({
  ...{ startMs: 5000, endMs: 5600, kind: 'unknown', mode: 'gap' },
  ...{ confidence, evidence: ['sound-model', ...evidence] },
});
const beep: SoundTags = { says: 'notification', classes: [{ name: 'Beep, bleep', score: 0.5 }] };
const laughter: SoundTags = { says: 'other', classes: [{ name: 'Laughter', score: 0.8 }] };
const silence: SoundTags = { says: 'unknown', classes: [{ name: 'Silence', score: 0.9 }] };
const tagged = (one: SoundEvent, tags: SoundTags) =>
  withTags({ events: [one], music: [] }, [tags]).events[0]!;

describe('what a tagger hears', () => {
  it('is a second kind of evidence when it is a phone’s: what was proposed is cut', () => {
    const { confidence, evidence, tags } = tagged(event(0.49), beep);
    expect(confidence).toBeCloseTo(1 - 0.51 * (1 - 0.345), 6);
    expect([evidence, tags]).toEqual([['sound-model', 'tagger'], beep]);
  });

  it('keeps a sound of people, things or music for the host to decide, however sure the detectors are', () => {
    expect(tagged(event(0.95, 'recurrence'), laughter)).toMatchObject({ confidence: 0.49, tags: laughter });
    expect(tagged(event(0.46), laughter).confidence).toBe(0.46);
  });

  it('does not overrule a sound that the host marked, or that earlier episodes had', () => {
    for (const known of ['template:ping', 'heard-before:first'])
      expect(tagged(event(0.9, known), laughter)).toEqual({ ...event(0.9, known), tags: laughter });
  });

  it('changes nothing where it is not sure', () => {
    expect(tagged(event(0.8), silence)).toEqual({ ...event(0.8), tags: silence });
  });
});
