import type { Chapters, EpisodeFacts, Notes, ShowFacts, Tokens, Transcript } from '#contracts';
import type { Embedder, LanguageModel } from '#language';
import { chapterize, type StageTools, summarize, tokenize } from '#pipeline';

export interface Written {
  tokens: Tokens;
  chapters: Chapters;
  notes: Notes;
}

export interface Engines {
  embedder: Embedder;
  languageModel: LanguageModel | null;
}

export const show: ShowFacts = {
  ...{ slug: 'eval', title: 'Odds and Ends', description: 'Talks about many things.', author: 'The host' },
  ...{ language: 'en', artwork: null, explicit: false },
};
export const episode: EpisodeFacts = {
  ...{ slug: 'talk', title: null, description: null, people: [], season: null, number: null },
  ...{ type: 'full', explicit: null },
};
export const examples = { titles: [], descriptions: [], chapterTitles: [] };

/** The way of a talk from its words to its notes, as the product goes it. */
export async function writeEpisode(transcript: Transcript, engines: Engines): Promise<Written> {
  const tools = {
    ...{ ...engines, webSearch: null, signal: new AbortController().signal },
    ...{ progress: () => undefined, log: { info: () => undefined, warn: () => undefined } },
  } as unknown as StageTools;
  const given = { episode, show, glossary: [], earlier: [], examples };
  const tokens = await tokenize.run(
    { transcript, edits: { profile: 'standard', cuts: [] } },
    { ...tools, settings: tokenize.settings.parse({}) },
  );
  const chapters = await chapterize.run(
    { tokens, byHand: [], ...given },
    { ...tools, settings: chapterize.settings.parse({}) },
  );
  const notes = await summarize.run(
    { tokens, chapters, ...given },
    { ...tools, settings: summarize.settings.parse({}) },
  );
  return { tokens, chapters, notes };
}
