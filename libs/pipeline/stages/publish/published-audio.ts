import { join } from 'node:path';
import type { ObjectRef, ShowFacts } from '#contracts';
import type { PublishedChapter } from '#feed';
import { tagAudio } from '#media';
import type { StageTools } from '../../define-stage.js';

export interface Labels {
  title: string;
  show: ShowFacts;
  /** Published time. */
  chapters: PublishedChapter[];
  durationMs: number;
  language: string;
}

/** The finished audio with title, show, artwork and chapters written into it; its size is what the feed states. */
export async function publishedAudio(
  audio: ObjectRef,
  { title, show, chapters, durationMs, language }: Labels,
  { objects, scratch, signal }: Pick<StageTools, 'objects' | 'scratch' | 'signal'>,
): Promise<ObjectRef> {
  const tagged = join(scratch, 'tagged');
  const tags = {
    title,
    artist: show.author || show.title,
    album: show.title,
    language,
    chapters: chapters.map((chapter, index) => ({
      ...chapter,
      endMs: chapters[index + 1]?.startMs ?? Math.round(durationMs),
    })),
    ...(show.artwork && { artworkPath: await objects.localPath(show.artwork) }),
  };
  await tagAudio(await objects.localPath(audio), tagged, tags, signal);
  return objects.putFile(tagged, feedType(audio.type), { move: true });
}

/** PSP-1 knows AAC audio as audio/x-m4a only. */
const feedType = (type: string) => (type === 'audio/mp4' ? 'audio/x-m4a' : type);
