import { afterAll, describe, expect, it } from 'vitest';
import { dependencyFailure, type Sounds } from '#contracts';
import { createEmbedder, type ScriptedAnswer, scriptedLanguageModel } from '#language';
import { spoken } from '../../test-transcript.js';
import { cleanSettings } from './settings.js';
import { clean } from './stage.js';

const WORD_MS = 300;
const said =
  'Steel grows in summer. Could you pass me the water, please? Thanks. Stone is strong when you press it. ' +
  'Sorry is what most phones should say. It is a hard word for a machine.';
const transcriptOf = (text: string) => spoken(text, { wordMs: WORD_MS });
const quiet: Sounds = { events: [], music: [] };
const chimeAt = (startMs: number): Sounds => ({
  events: [
    { startMs, endMs: startMs + 200, kind: 'chime', mode: 'over', confidence: 0.9, evidence: ['recurrence'] },
  ],
  music: [],
});
const marks = (...spans: [first: number, last: number][]): ScriptedAnswer => ({
  object: { spans: spans.map(([first, last]) => ({ first, last })) },
});

const embedder = createEmbedder();
afterAll(() => embedder.close());

async function cleaned(
  script: ScriptedAnswer[],
  { text = said, sounds = quiet, signal = new AbortController().signal } = {},
) {
  const languageModel = scriptedLanguageModel(script);
  const warnings: string[] = [];
  const tools = {
    settings: cleanSettings.parse({}),
    progress: () => {},
    log: { info: () => {}, warn: (message: string) => void warnings.push(message) },
    signal,
    embedder,
    languageModel,
  } as unknown as Parameters<typeof clean.run>[1];
  const host = { verdicts: [], made: [], proposed: [], learned: { shifts: [], neverCut: [] } };
  const inputs = { transcript: transcriptOf(text), sounds, repeats: { repeated: [], sameAs: [] }, ...host };
  const edits = await clean.run(inputs, tools);
  return {
    talk: edits.cuts.filter(({ sub }) => sub === 'talk'),
    degraded: edits.degraded,
    languageModel,
    warnings,
  };
}

describe('a language model', () => {
  it('cuts what the rules could only propose', async () => {
    const alone = await cleaned([marks()]);
    expect(alone.talk).toMatchObject([{ state: 'proposed', words: { start: 4, end: 11 } }]);
    const { talk } = await cleaned([marks([4, 11])]);
    expect(talk).toMatchObject([{ state: 'auto', decidedBy: 'machine', words: { start: 4, end: 11 } }]);
    expect(talk[0]!.reason).toContain('The language model agrees');
  });

  it('only proposes what it alone takes for an interruption', async () => {
    const { talk } = await cleaned([marks([12, 18])]);
    expect(talk[1]).toMatchObject({ state: 'proposed', evidence: ['text'], words: { start: 12, end: 19 } });
  });

  it('cuts it when a sound is beside it, and says on what ground', async () => {
    const { talk } = await cleaned([marks([12, 18])], { sounds: chimeAt(5700) });
    expect(talk[1]).toMatchObject({ state: 'auto', evidence: ['text', 'sound'] });
    expect(talk[1]!.reason).toContain('language model');
  });

  it.each([
    ['words that do not exist', [400, 420]],
    ['a span that ends before it begins', [18, 12]],
    ['half a sentence', [13, 16]],
    ['a span without an end of a clause', [12, 17]],
  ] as const)('is not believed about %s', async (_, [first, last]) => {
    expect((await cleaned([marks([first, last])])).talk).toEqual((await cleaned([marks()])).talk);
  });

  it('is not believed when it marks nearly everything', async () => {
    const { talk, degraded } = await cleaned([marks([0, 3], [4, 11], [12, 18], [19, 25], [26, 33])]);
    expect(talk).toMatchObject([{ state: 'proposed' }]);
    expect(degraded).toContain('not believed');
  });

  it('sees numbered words as data, and answers in numbers alone', async () => {
    const { languageModel } = await cleaned([marks()]);
    const [request] = languageModel.requests;
    expect(request!.messages[0]!.content).toMatch(/^<<<EPISODE-[0-9a-f]+\n0:Steel 1:grows/);
    expect(request!.tools).toBeUndefined();
  });

  it('is asked a few times at most, however long the recording is', async () => {
    const { languageModel } = await cleaned([marks()], { text: `${said} `.repeat(600).trim() });
    expect(languageModel.requests.length).toBeLessThanOrEqual(6);
  });

  it('leaves it to the rules when it fails, and says so', async () => {
    const text = 'Steel grows in summer. Sorry, that was my phone. Let me put it on silent. Stone is strong.';
    const failing = [dependencyFailure('The server is down.', 'Start it.')];
    const { talk, degraded, warnings } = await cleaned(failing, { text, sounds: chimeAt(1300) });
    expect(talk).toMatchObject([{ state: 'auto', words: { start: 4, end: 15 } }]);
    expect(degraded).toBe('The server is down.');
    expect(warnings).toHaveLength(1);
  });

  it('stops with the stage', async () => {
    await expect(cleaned([marks()], { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow(
      'stopped',
    );
  });
});
