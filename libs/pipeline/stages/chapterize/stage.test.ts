import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { type Chapters, chaptersArtifact, type Decision, type Tokens, type Transcript } from '#contracts';
import { createEmbedder } from '#language';
import { noExamples } from '../../learning/wording.js';
import { tokenize } from '../tokenize/stage.js';
import { chapterize } from './stage.js';

const embedder = createEmbedder();
afterAll(() => embedder.close());

type Tools = Parameters<typeof chapterize.run>[1];
const tools = {
  embedder,
  languageModel: null,
  signal: new AbortController().signal,
  progress: () => {},
  log: { info: () => {}, warn: () => {} },
  settings: { languageModel: null },
} as unknown as Tools;

const transcriptOf = (words: Transcript['words']): Transcript => ({
  language: 'en',
  engine: { name: 'test', model: 'test' },
  timing: 'measured',
  words,
  paragraphs: [],
  speech: [],
  corrections: [],
  dropped: [],
});
const speak = (text: string): Transcript['words'] =>
  text
    .split(/\s+/u)
    .map((word, i) => ({ text: word, startMs: i * 400, endMs: i * 400 + 350, confidence: 1 }));
const tokensOf = (words: Transcript['words']): Promise<Tokens> =>
  tokenize.run(
    { transcript: transcriptOf(words), edits: { profile: 'standard', cuts: [] } },
    { ...tools, settings: {} },
  );
const chaptersOf = async (
  tokens: Tokens,
  byHand: Extract<Decision, { kind: 'chapter' }>[] = [],
): Promise<Chapters['chapters']> =>
  chaptersArtifact.parse(await chapterize.run({ tokens, byHand, glossary: [], examples: noExamples }, tools))
    .chapters;

const episode = `Welcome to the show, I am glad that you are here with us. Today we talk about bread and then about trains.
  A starter is flour and water that ferments on the counter. Wild yeast lives on the grain and makes the dough rise. Feed the
  starter with rye flour every day for a week. The dough should rest overnight so that the bread gets its flavour. Bake the
  bread in a hot pot with a lid and let it cool. Okay, that is it for bread. Now let us move on to night trains. A sleeper
  train crosses three countries in one night. The conductor counts the sheets before the train leaves the station. Tickets
  for a sleeping carriage are expensive because a bed is sold once. Every railway gives the train a path on its track.
  Passengers wake up when the train waits at the border.`;

describe('chapterize', () => {
  const tokenized = tokensOf(speak(episode));

  it('starts a chapter with the sentence that hands over, and names it after what it announces', async () => {
    const tokens = await tokenized;
    const chapters = await chaptersOf(tokens);
    const handOver = tokens.sentences.find(({ text }) => text.startsWith('Now let us move on'))!;
    const trains = chapters.find(({ startMs }) => startMs === handOver.startMs);
    expect(chapters[0]).toMatchObject({ startMs: 0, titleBy: 'extractive' });
    expect(trains?.title).toBe('Night Trains');
  });

  it('keeps what the host made and takes out what the host refused', async () => {
    const tokens = await tokenized;
    const machine = (await chaptersOf(tokens)).at(-1)!;
    const chapters = await chaptersOf(tokens, [
      { kind: 'chapter', subject: machine.id, chapter: null },
      { kind: 'chapter', subject: 'mine', chapter: { startMs: 12_000, title: 'Starters, mostly' } },
    ]);
    expect(chapters.map(({ id }) => id)).not.toContain(machine.id);
    expect(chapters).toContainEqual(
      expect.objectContaining({ id: 'mine', title: 'Starters, mostly', titleBy: 'human' }),
    );
    const starts = new Set(tokens.sentences.map(({ startMs }) => startMs));
    expect(chapters.every(({ startMs }) => startMs === 0 || starts.has(startMs))).toBe(true);
  });

  it.each([
    ['no word', ''],
    ['one word', 'Hello.'],
  ])('takes an episode of %s', async (_, text) => {
    const chapters = await chaptersOf(await tokensOf(text ? speak(text) : []));
    expect(chapters.length).toBe(text ? 1 : 0);
  });
});

/** Word-perfect truth of synthetic episodes, where the evaluation data is at hand. */
const truthOf = (name: string) =>
  new URL(`../../../../../shared/data/episodes/${name}.truth.json`, import.meta.url);
describe.runIf(existsSync(truthOf('bread')))('on the development episodes', () => {
  it.each(['bread', 'nighttrain', 'maintainers'])(
    'finds at least half of the chapters of %s within 15 s',
    async (name) => {
      const truth = JSON.parse(readFileSync(truthOf(name), 'utf8')) as {
        words: { text: string; start: number; end: number; kind: string; speaker: string }[];
        chapters: { start: number }[];
      };
      const words = truth.words
        .filter(({ kind }) => kind === 'keep')
        .map(({ text, start, end, speaker }) => ({
          text,
          startMs: start * 1000,
          endMs: end * 1000,
          confidence: 1,
          speaker,
        }));
      const found = await chaptersOf(await tokensOf(words));
      const inner = truth.chapters.slice(1);
      const hits = inner.filter(({ start }) =>
        found.some(({ startMs }) => Math.abs(startMs - start * 1000) <= 15_000),
      );
      expect(hits.length / inner.length).toBeGreaterThanOrEqual(0.5);
      expect(found.length).toBeLessThanOrEqual(2 * truth.chapters.length);
    },
  );
});
