import { describe, expect, it } from 'vitest';
import { editsArtifact, type Transcript } from '#contracts';
import { cleanSettings } from './settings.js';
import { clean } from './stage.js';

const words = 'So, um, we begin with the the starter.'.split(' ');
const transcript: Transcript = {
  language: 'en',
  engine: { name: 'import', model: 'text' },
  timing: 'interpolated',
  words: words.map((text, n) => ({ text, startMs: n * 400, endMs: n * 400 + 400, confidence: 1 })),
  paragraphs: [0],
  speech: [],
  corrections: [],
  dropped: [],
};

type Tools = Parameters<typeof clean.run>[1];
const run = (profile: string) => {
  const tools = { settings: cleanSettings.parse({ profile }), progress: () => {} } as unknown as Tools;
  return clean.run({ transcript, sounds: { events: [], music: [] }, verdicts: [], made: [] }, tools);
};

describe('the clean stage', () => {
  it('gives an edit list with reasons from a transcript without sound', async () => {
    const edits = editsArtifact.parse(await run('standard'));
    expect(edits.profile).toBe('standard');
    expect(edits.cuts).toMatchObject([
      { kind: 'filler', sub: 'um', state: 'auto', words: { start: 1, end: 2 }, evidence: ['text'] },
      { kind: 'filler', sub: 'repetition', state: 'auto', words: { start: 5, end: 6 } },
    ]);
    expect(edits.cuts.every(({ reason }) => reason.length > 0)).toBe(true);
  });

  it('gives the same list for the same input', async () => {
    expect(await run('tight')).toEqual(await run('tight'));
  });

  it('refuses a profile it does not know', () => {
    expect(() => cleanSettings.parse({ profile: 'brutal' })).toThrow();
  });
});
