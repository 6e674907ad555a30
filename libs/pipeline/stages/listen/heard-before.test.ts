import { describe, expect, it } from 'vitest';
import type { HeardSound, SoundEvent } from '#contracts';
import { withSoundsHeardBefore } from './heard-before.js';

const minute = 60_000;
const event: SoundEvent = {
  startMs: 10 * minute,
  endMs: 10 * minute + 600,
  kind: 'unknown',
  mode: 'gap',
  confidence: 0.48,
  evidence: ['sound-model'],
};
const place = (startMs: number, episodeTitle = 'First') => ({
  ...{ episodeTitle, startMs },
  recordingMs: 40 * minute,
});
const ping = (standing: HeardSound['standing'], ...places: HeardSound['places']): HeardSound => ({
  ...{ id: 'ping', fingerprint: 'flat8k1.', durationMs: 500, standing },
  places: places.length > 0 ? places : [place(25 * minute)],
});
const hear = (
  sound: HeardSound,
  startMs = event.startMs + 50,
  music: { startMs: number; endMs: number }[] = [],
) =>
  withSoundsHeardBefore(
    { events: [event], music },
    [{ templateId: 'ping', startMs, endMs: startMs + 500, score: 0.7 }],
    [sound],
    30 * minute,
  ).events;

describe('a sound that comes at another place of the show', () => {
  it('is surer where a detector heard something, however doubtful it was before', () => {
    for (const standing of ['accepted', 'sure', 'unsure'] as const)
      expect(hear(ping(standing))).toEqual([
        {
          ...event,
          confidence: expect.closeTo(0.844),
          evidence: ['sound-model', 'heard-before:ping'],
          before: { episodeTitle: 'First', startMs: 25 * minute },
        },
      ]);
  });

  it('is taken out where nothing else is heard only by the host’s word; without it, it is proposed', () => {
    expect(hear(ping('accepted'), minute)[0]).toMatchObject({ mode: 'over', confidence: 0.7 });
    expect(hear(ping('sure'), minute)[0]).toMatchObject({ mode: 'over', confidence: 0.49 });
    expect(hear(ping('unsure'), minute)).toEqual([event]);
  });
});

describe('what stays', () => {
  it('is what the host put back', () => expect(hear(ping('own'))).toEqual([]));

  it('is what begins or ends both episodes, unless the host took it out', () => {
    const near = (startMs: number, hereMs: number) => {
      const opening = { ...event, startMs: hereMs, endMs: hereMs + 500 };
      const matches = [{ templateId: 'ping', startMs: hereMs, endMs: hereMs + 500, score: 0.7 }];
      const heard = (standing: HeardSound['standing']) =>
        withSoundsHeardBefore(
          { events: [opening], music: [] },
          matches,
          [ping(standing, place(startMs))],
          30 * minute,
        );
      return [heard('sure').events.length, heard('accepted').events.length];
    };
    expect(near(5000, 12_000)).toEqual([0, 1]);
    expect(near(40 * minute - 5000, 30 * minute - 9000)).toEqual([0, 1]);
  });

  it('is a sting at a like share of most episodes', () => {
    const third = 40 * minute * (10 / 30);
    const like = [place(third + 30_000, 'First'), place(third - 45_000, 'Second')];
    expect(hear(ping('sure', ...like))).toEqual([]);
    const elsewhere = [place(21 * minute, 'Third'), place(30 * minute, 'Fourth')];
    expect(hear(ping('sure', ...like, ...elsewhere))[0]?.before).toBeDefined();
  });
});

describe('what says nothing', () => {
  it('is a sound at the same time, as in a second upload of the recording', () => {
    expect(hear(ping('sure', place(10 * minute + 900)))).toEqual([event]);
  });

  it('is a note beside music', () => {
    const music = [{ startMs: event.endMs + 300, endMs: event.endMs + 9000 }];
    expect(hear(ping('sure'), undefined, music)).toEqual([event]);
  });
});
