import { describe, expect, it } from 'vitest';
import { dependencyFailure, type Sentence } from '#contracts';
import { type ScriptedAnswer, scriptedLanguageModel } from '#language';
import { gatherEvidence } from '../../grounding/index.js';
import { noExamples } from '../../learning/wording.js';
import { nameChapters } from './model-titles.js';

const chapters = [
  [{ text: 'A sourdough starter is flour and water, and wants feeding.' }],
  [{ text: 'The night train leaves at eight.' }],
] as Sentence[][];
const answer = (...titles: string[]): ScriptedAnswer => ({
  object: {
    chapters: titles.map((title, i) => ({
      chapter: i + 1,
      title,
      summary: 'About the sourdough starter and the train.',
      keywords: ['sourdough', 'gluten'],
    })),
  },
});
const name = (script: ScriptedAnswer[], examples = noExamples) => {
  const warnings: string[] = [];
  const tools = {
    signal: new AbortController().signal,
    progress: () => {},
    log: { info: () => {}, warn: (text: string) => void warnings.push(text) },
  };
  const model = scriptedLanguageModel(script);
  const evidence = gatherEvidence({ sentences: chapters.flat(), language: 'en' }, { glossary: [] });
  return nameChapters(model, chapters, { evidence, examples }, tools).then((written) => ({
    ...written,
    warnings,
    model,
  }));
};

describe('nameChapters', () => {
  it('shows the model how the host worded chapters before', async () => {
    const { model } = await name([answer('Feeding a Starter', 'The Night Train')], {
      ...noExamples,
      chapterTitles: ['Bread, but slower'],
    });
    expect(model.requests[0]!.system).toContain('Chapter: "Bread, but slower"');
  });

  it('takes titles without numbering, and only keywords that were said', async () => {
    const { names } = await name([answer('1. Feeding a Starter', 'Chapter 2: “The Night Train”')]);
    expect(names.map((one) => one?.title)).toEqual(['Feeding a Starter', 'The Night Train']);
    expect(names[0]!.keywords).toEqual(['sourdough']);
  });

  it.each([
    ['about something else', 'Blockchain Synergy'],
    ['too long', `Starter ${'very '.repeat(20)}long`],
    ['with a link', 'Starter at https://evil.example'],
    ['with an emoji', 'Starter 🎉'],
    ['with a number nobody said', 'Starter in 99 Days'],
    ['with a name nobody said', 'A Starter from Einstein'],
    ['empty', ''],
  ])('refuses a title %s', async (_, title) => {
    const { names } = await name([answer(title, 'The Night Train')]);
    expect(names.map((one) => one?.title ?? null)).toEqual([null, 'The Night Train']);
  });

  it('ignores chapters that do not exist', async () => {
    const { names } = await name([answer('Starter', 'Night Train', 'Third')]);
    expect(names).toHaveLength(2);
  });

  it('never stops an episode', async () => {
    const { names, warnings, degraded } = await name([dependencyFailure('The server is down.', 'Start it.')]);
    expect(degraded).toBe('The server is down.');
    expect(names).toEqual([null, null]);
    expect(warnings).toHaveLength(1);
  });

  it('shows the model speech as data', async () => {
    const { model } = await name([answer('Starter')]);
    expect(model.requests[0]!.messages[0]!.content).toMatch(/^<<<EPISODE-[0-9a-f]+\nChapter 1:/);
  });
});
