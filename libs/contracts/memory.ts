import { z } from 'zod';
import { ms, span } from './base.js';

const place = z.object({ episodeId: z.string(), episodeTitle: z.string(), startMs: ms });

/** What the show's other episodes say of one: times are source times of the episode they stand beside. */
export const episodeMemory = z.object({
  /** Episodes whose words are nearly the same; `likeness` is the share of five-word runs in common. */
  duplicates: z.array(z.object({ episodeId: z.string(), episodeTitle: z.string(), likeness: z.number() })),
  /** Stretches that were said before, word for word. */
  repeated: z.array(span.extend({ seenIn: z.array(place) })),
  /** Where earlier episodes spoke of what a chapter is about; chapters without such a place are left out. */
  before: z.array(
    z.object({
      chapterId: z.string(),
      /** `about`: the chapter's keyword that was said there. */
      moments: z.array(place.extend({ about: z.string(), text: z.string() })),
    }),
  ),
});
export type EpisodeMemory = z.infer<typeof episodeMemory>;

/** What a show comes back to: keywords that several chapters share, those of most episodes first. */
export const topicList = z.object({
  topics: z.array(
    z.object({
      name: z.string(),
      chapters: z.array(place.extend({ chapterTitle: z.string() })),
    }),
  ),
});
export type TopicList = z.infer<typeof topicList>;
