import { describe, expect, it } from 'vitest';
import { exampleEpisode, exampleNotes, exampleRecording } from './example-inputs.js';
import { chooseDescription, chooseTitle } from './words-of-the-host.js';

const decided = { kind: 'title', subject: 'title', text: 'Decided' } as const;

describe('chooseTitle', () => {
  const episode = { ...exampleEpisode, title: 'Given' };
  const untitled = { ...exampleEpisode, title: null };
  const silent = { ...exampleNotes, titleOptions: [' '] };

  it('prefers the host, then the notes, then the file, then the short name', () => {
    expect(chooseTitle([decided], episode, exampleNotes, exampleRecording)).toBe('Decided');
    expect(chooseTitle([], episode, exampleNotes, exampleRecording)).toBe('Given');
    expect(chooseTitle([], untitled, exampleNotes, exampleRecording)).toBe('The oven that would not heat');
    expect(chooseTitle([], untitled, silent, exampleRecording)).toBe('Tagged');
    expect(chooseTitle([], untitled, silent, { audio: null, transcript: null })).toBe('The cold oven');
  });

  it('takes an empty title for none', () => {
    expect(chooseTitle([{ ...decided, text: '  ' }], episode, exampleNotes, exampleRecording)).toBe('Given');
  });
});

describe('chooseDescription', () => {
  it('is the host’s, or none', () => {
    const text = 'Mine';
    expect(chooseDescription([{ kind: 'description', subject: 'description', text }], exampleEpisode)).toBe(
      'Mine',
    );
    expect(chooseDescription([], { ...exampleEpisode, description: 'Given' })).toBe('Given');
    expect(chooseDescription([], exampleEpisode)).toBeUndefined();
  });
});
