import { expect, it } from 'vitest';
import type { SoundEvent } from '#contracts';
import { readTranscript } from './reading.js';
import { handleSounds } from './sounds.js';

const { words } = readTranscript({
  language: 'en',
  engine: { name: 'onnx', model: 'whisper-base' },
  timing: 'measured',
  words: [{ text: 'Hello', startMs: 1000, endMs: 1400, confidence: 1 }],
  paragraphs: [0],
  speech: [],
  corrections: [],
  dropped: [],
});
const heard = (startMs: number, evidence: string[]): SoundEvent => ({
  startMs,
  endMs: startMs + 500,
  kind: 'chime',
  mode: 'over',
  confidence: 0.9,
  evidence,
});
const actionOf = (event: SoundEvent) => handleSounds([event], words)[0]?.action;

it('cuts a known sound that only its fingerprint found where no word is near', () => {
  expect(actionOf(heard(3000, ['template:ping']))).toBe('cut');
  expect(actionOf(heard(1500, ['template:ping']))).toBe('duck');
  expect(actionOf(heard(3000, ['steady-partials']))).toBe('duck');
});

it('names a known sound in words, not by its id', () => {
  const [finding] = handleSounds([heard(3000, ['template:0190a000', 'recurrence'])], words);
  expect(finding?.reason).toBe('A chime in a pause (a sound that this show knows, heard several times).');
});

it('says in which earlier episode it was heard', () => {
  const before = { episodeTitle: 'Birds', startMs: 750_000 };
  const [finding] = handleSounds([{ ...heard(3000, ['heard-before:0190a000']), before }], words);
  expect(finding).toMatchObject({
    action: 'cut',
    reason: 'A chime in a pause (heard before in “Birds” at 12:30).',
  });
});

it('says what a tagger heard, for the cut or against it', () => {
  const reasonOf = (event: SoundEvent) => handleSounds([event], words)[0]?.reason;
  const beep = { says: 'notification' as const, classes: [{ name: 'Beep, bleep', score: 0.62 }] };
  expect(reasonOf({ ...heard(3000, ['sound-model', 'tagger']), mode: 'gap', tags: beep })).toBe(
    'A chime in a pause (sounds like a notification, heard as “beep”, 62 %).',
  );
  const laughter = { says: 'other' as const, classes: [{ name: 'Laughter', score: 0.8 }] };
  expect(reasonOf({ ...heard(3000, ['sound-model']), mode: 'gap', tags: laughter })).toBe(
    'A chime in a pause (sounds like a notification; but heard as “laughter”, 80 %).',
  );
});
