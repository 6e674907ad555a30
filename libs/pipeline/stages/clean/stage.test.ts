import { describe, expect, it } from 'vitest';
import { editsArtifact } from '#contracts';
import { spoken } from '../../test-transcript.js';
import { cleanSettings } from './settings.js';
import { clean } from './stage.js';

const transcript = spoken('So, um, we begin with the the starter.', { timing: 'interpolated', wordMs: 400 });

type Tools = Parameters<typeof clean.run>[1];
type Inputs = Parameters<typeof clean.run>[0];
const repeats = { repeated: [], sameAs: [] };
const nothing = { repeats, verdicts: [], made: [], proposed: [], learned: { shifts: [], neverCut: [] } };
const run = (profile: string, host: Partial<Inputs> = {}) => {
  const tools = { settings: cleanSettings.parse({ profile }), progress: () => {} } as unknown as Tools;
  return clean.run({ transcript, sounds: { events: [], music: [] }, ...nothing, ...host }, tools);
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

  it('takes over what the show has learned: one sort is only proposed, one phrase stays', async () => {
    const shifts = [{ kind: 'filler', sub: 'um', auto: 0.61, propose: 0 }];
    const { cuts } = await run('standard', { learned: { shifts, neverCut: ['the'] } });
    expect(cuts).toMatchObject([{ sub: 'um', state: 'proposed' }]);
  });

  it('leaves the words of an ad alone that earlier episodes have too', async () => {
    const ad = { kind: 'ad' as const, startMs: 0, endMs: 5000, seenIn: ['earlier'] };
    expect((await run('standard', { repeats: { repeated: [ad], sameAs: [] } })).cuts).toEqual([]);
  });

  it('asks about a sound that a later scan heard, and takes the answer', async () => {
    const heard = { startMs: 2000, endMs: 2100, reason: 'Sounds like “Ping”.', confidence: 0.9 };
    const proposed = [{ kind: 'cut-proposed' as const, subject: 'scan-1', ...heard }];
    const found = async (host: Partial<Inputs>) =>
      (await run('standard', { proposed, ...host })).cuts.find(({ id }) => id === 'scan-1');
    expect(await found({})).toMatchObject({ kind: 'notification', state: 'proposed', ...heard });
    const verdicts = [{ kind: 'cut' as const, subject: 'scan-1', verdict: 'accepted' as const }];
    expect(await found({ verdicts })).toMatchObject({ state: 'accepted', decidedBy: 'host' });
  });

  it('refuses a profile it does not know', () => {
    expect(() => cleanSettings.parse({ profile: 'brutal' })).toThrow();
  });
});
