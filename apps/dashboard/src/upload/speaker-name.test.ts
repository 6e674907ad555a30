import { describe, expect, it } from 'vitest';
import { speakerName } from './speaker-name.js';

const people = ['Ada Lovelace', 'Zoë Müller'];

describe('the speaker of a file', () => {
  it.each([
    ['audioAdaLovelace11234567890.m4a', 'Ada Lovelace'],
    ['riverside_ada_raw-audio_small-talk_0042.wav', 'Ada Lovelace'],
    ['zoe-muller-track-2.flac', 'Zoë Müller'],
    ['Grace Hopper.wav', 'Grace Hopper'],
    ['ben_local_2024-05-01.wav', 'Ben'],
    ['track-1.wav', ''],
  ])('of %s is %j', (filename, name) => {
    expect(speakerName(filename, people)).toBe(name);
  });
});
