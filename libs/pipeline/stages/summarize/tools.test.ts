import { afterAll, describe, expect, it } from 'vitest';
import type { Sentence } from '#contracts';
import { createEmbedder, packVector } from '#language';
import { episodeTools } from './tools.js';

const embedder = createEmbedder();
afterAll(() => embedder.close());

const texts = [
  'A starter is flour and water.',
  'The night train leaves at eight.',
  'Steam keeps the crust soft.',
];
const tools = async () => {
  const vectors = await embedder.embed(texts);
  const sentences = texts.map(
    (text, i): Sentence => ({
      id: `s${i}`,
      text,
      startMs: i * 10_000,
      endMs: i * 10_000 + 5_000,
      wordStart: 0,
      wordEnd: 1,
      paragraph: 0,
      cue: 0,
      pauseBeforeMs: 0,
      vector: packVector(vectors[i]!),
    }),
  );
  const chapters = [{ id: 'ch0', startMs: 0, title: 'Bread', titleBy: 'extractive' as const, keywords: [] }];
  return episodeTools({
    sentences,
    chapters,
    glossary: [{ term: 'MinHash', soundsLike: [], note: 'finds duplicates' }],
    embedder,
  });
};
const use = async (name: string, args: unknown) => {
  const tool = (await tools()).find((one) => one.name === name)!;
  return tool.run(tool.args.parse(args), new AbortController().signal);
};

describe('episodeTools', () => {
  it('searches by meaning', async () => {
    expect(await use('search_transcript', { query: 'railway timetable', count: 1 })).toBe(
      '[s1 10.0] The night train leaves at eight.',
    );
  });

  it('reads a segment', async () => {
    expect(await use('read_segment', { start: 0, end: 12 })).toBe(
      '[s0 0.0] A starter is flour and water.\n[s1 10.0] The night train leaves at eight.',
    );
    expect(await use('read_segment', { start: 900, end: 901 })).toBe('Nothing was said there.');
  });

  it('verifies quotes whatever their case and punctuation', async () => {
    expect(await use('verify_quote', { text: 'a STARTER is flour, and water' })).toMatch(/^Said: \[s0/);
    expect(await use('verify_quote', { text: 'a starter is milk' })).toBe('These words were not said.');
  });

  it('lists chapters, looks up the glossary and reckons', async () => {
    expect(await use('list_chapters', {})).toBe('0 Bread');
    expect(await use('lookup_glossary', { term: 'minhash' })).toBe('MinHash: finds duplicates');
    expect(await use('lookup_glossary', { term: 'quark' })).toBe('Not in the glossary.');
    expect(await use('calculator', { expression: '16,000/8' })).toBe('2000');
  });

  it('has no tool with an effect', async () => {
    expect((await tools()).map(({ name }) => name)).toEqual([
      'search_transcript',
      'read_segment',
      'list_chapters',
      'lookup_glossary',
      'verify_quote',
      'calculator',
    ]);
  });
});
