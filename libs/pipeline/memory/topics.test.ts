import { describe, expect, it } from 'vitest';
import { sharedTopics, type TopicChapter } from './topics.js';

const chapter = (episodeId: string, chapterTitle: string, ...keywords: string[]): TopicChapter => ({
  episodeId,
  episodeTitle: `Episode ${episodeId}`,
  chapterTitle,
  startMs: 0,
  keywords,
});

describe('topics of a show', () => {
  it('are what several chapters share, those of most episodes first', () => {
    const topics = sharedTopics([
      chapter('3', 'Feeding', 'starter', 'rye flour'),
      chapter('3', 'Baking', 'oven', 'starters'),
      chapter('2', 'Milling', 'rye flour'),
      chapter('1', 'Selling', 'rye flour', 'market'),
    ]);
    expect(topics.map(({ name, chapters }) => [name, chapters.map((one) => one.chapterTitle)])).toEqual([
      ['rye flour', ['Feeding', 'Milling', 'Selling']],
      ['starter', ['Feeding', 'Baking']],
    ]);
  });

  it('leave out a word that only stands for a longer one', () => {
    const both = ['graph database', 'graph'];
    expect(
      sharedTopics([chapter('1', 'A', ...both), chapter('2', 'B', ...both)]).map(({ name }) => name),
    ).toEqual(['graph database']);
  });

  it('are none without keywords', () => {
    expect(sharedTopics([chapter('1', 'A'), chapter('2', 'B', '—')])).toEqual([]);
  });
});
