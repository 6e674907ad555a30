import type { TopicList } from '#contracts';
import { wordsIn } from '../grounding/index.js';
import { loadLastMade } from '../runner/artifacts.js';
import type { Backend } from '../runner/backend.js';
import { chapterize } from '../stages/chapterize/stage.js';

/** Reading more would make a page wait; the newest are what a host looks for. */
const EPISODES = 300;
const TOPICS = 100;

export interface TopicChapter {
  episodeId: string;
  episodeTitle: string;
  chapterTitle: string;
  startMs: number;
  keywords: string[];
}

interface Topic {
  /** The forms it was written in, with how often. */
  names: Map<string, number>;
  chapters: TopicChapter[];
}

/** What the show comes back to, over the chapters of its newest episodes. */
export async function readTopics(backend: Backend, showId: string): Promise<TopicList> {
  const episodes = await backend.database.episode.findMany({
    where: { showId, runs: { some: { stage: chapterize.name, madeKey: { not: null } } } },
    orderBy: { createdAt: 'desc' },
    take: EPISODES,
  });
  const chapters: TopicChapter[] = [];
  for (const { id, title, filename } of episodes) {
    const made = await loadLastMade(backend, id, chapterize);
    for (const one of made?.value.chapters ?? [])
      chapters.push({
        episodeId: id,
        episodeTitle: title ?? filename,
        chapterTitle: one.title,
        startMs: one.startMs,
        keywords: one.keywords,
      });
  }
  return { topics: sharedTopics(chapters) };
}

/**
 * Keywords that at least two chapters share, in singular or plural; those of most episodes first, then those of most
 * chapters. A keyword whose chapters are all a longer one's too adds nothing and is left out.
 */
export function sharedTopics(chapters: TopicChapter[]): TopicList['topics'] {
  const byKey = new Map<string, Topic>();
  for (const chapter of chapters)
    for (const keyword of chapter.keywords) {
      const key = wordsIn(keyword).map(singular).join(' ');
      if (!key) continue;
      const topic: Topic = byKey.get(key) ?? { names: new Map(), chapters: [] };
      topic.names.set(keyword, (topic.names.get(keyword) ?? 0) + 1);
      if (topic.chapters.at(-1) !== chapter) topic.chapters.push(chapter);
      byKey.set(key, topic);
    }
  const shared = [...byKey].filter(([, topic]) => topic.chapters.length > 1);
  return shared
    .filter(
      ([key, topic]) => !shared.some(([longer, other]) => isPartOf(key, longer) && covers(other, topic)),
    )
    .map(([, { names, chapters: where }]) => ({
      name: [...names].sort(([, a], [, b]) => b - a)[0]![0],
      chapters: where.map(({ keywords: _, ...place }) => place),
      episodes: new Set(where.map(({ episodeId }) => episodeId)).size,
    }))
    .sort((a, b) => b.episodes - a.episodes || b.chapters.length - a.chapters.length)
    .slice(0, TOPICS)
    .map(({ name, chapters: where }) => ({ name, chapters: where }));
}

/** Close enough for the languages that make plurals with an s. */
const singular = (word: string) => word.replace(/(?<=\p{L}{3})s$/u, '');

const isPartOf = (key: string, longer: string) => key !== longer && ` ${longer} `.includes(` ${key} `);
const covers = (other: Topic, topic: Topic) =>
  topic.chapters.every((chapter) => other.chapters.includes(chapter));
