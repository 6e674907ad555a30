import { describe, expect, it } from 'vitest';
import type { RepeatedPassage, SoundEvent } from '#contracts';
import { withOwnPassages } from './own-passages.js';

const event = (startMs: number, endMs: number): SoundEvent => ({
  startMs,
  endMs,
  kind: 'chime',
  mode: 'gap',
  confidence: 0.9,
  evidence: ['energy-without-voice'],
});
const passage = (kind: RepeatedPassage['kind'], startMs: number, endMs: number): RepeatedPassage => ({
  kind,
  startMs,
  endMs,
  seenIn: ['earlier'],
});
const sounds = {
  events: [event(4000, 5000), event(9800, 10_500), event(30_000, 31_000)],
  music: [{ startMs: 2000, endMs: 6000 }],
};

describe('withOwnPassages', () => {
  it('takes the chimes of an intro for its own, and keeps the whole of it as music', () => {
    const heard = withOwnPassages(sounds, { repeated: [passage('intro', 1000, 10_000)], sameAs: [] });
    expect(heard.events.map(({ startMs }) => startMs)).toEqual([9800, 30_000]);
    expect(heard.music).toEqual([{ startMs: 1000, endMs: 10_000 }]);
    expect(heard.own).toMatchObject([{ startMs: 1000, endMs: 10_000 }]);
  });

  it('keeps ads and outros as they were made', () => {
    const repeated = [passage('ad', 29_000, 45_000), passage('outro', 60_000, 66_000)];
    expect(withOwnPassages(sounds, { repeated, sameAs: [] }).events).toHaveLength(2);
  });

  it('protects no short sound in the middle: a phone may ring alike every week', () => {
    const repeated = [passage('other', 29_000, 34_000)];
    expect(withOwnPassages(sounds, { repeated, sameAs: [] })).toEqual(sounds);
  });
});
