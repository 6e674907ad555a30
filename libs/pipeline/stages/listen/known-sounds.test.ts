import { expect, it } from 'vitest';
import type { SoundEvent, SoundTemplate } from '#contracts';
import { withKnownSounds } from './known-sounds.js';

const event: SoundEvent = {
  startMs: 5000,
  endMs: 5600,
  kind: 'chime',
  mode: 'gap',
  confidence: 0.5,
  evidence: ['steady-partials'],
};
const sound = (id: string, verdict: SoundTemplate['verdict']): SoundTemplate => ({
  id,
  name: id,
  verdict,
  origin: 'taught',
  fingerprint: 'flat8k1.',
  durationMs: 500,
});
const known = [sound('ping', 'notification'), sound('jingle', 'keep')];
const heard = { events: [event], music: [] };
const match = (templateId: string, startMs: number) => ({
  templateId,
  startMs,
  endMs: startMs + 500,
  score: 0.9,
});

it('is surer of a notification that it recognises', () => {
  const { events } = withKnownSounds(heard, [match('ping', 5050)], known);
  expect(events).toEqual([
    { ...event, confidence: expect.closeTo(0.95), evidence: ['steady-partials', 'template:ping'] },
  ]);
});

it('hears one that no detector found, and takes no word with it', () => {
  const { events } = withKnownSounds(heard, [match('ping', 1000)], known);
  expect(events).toMatchObject([{ startMs: 1000, mode: 'over', evidence: ['template:ping'] }, event]);
});

it('keeps what the host said to keep', () => {
  expect(withKnownSounds(heard, [match('jingle', 5000)], known).events).toEqual([]);
  expect(withKnownSounds(heard, [match('jingle', 9000)], known).events).toEqual([event]);
});
