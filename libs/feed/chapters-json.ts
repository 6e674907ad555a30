import { oneLine } from './clean-text.js';

/** A chapter as listeners see it. */
export interface PublishedChapter {
  /** Published time. */
  startMs: number;
  title: string;
}

/** Podcasting 2.0 chapters, version 1.2.0: times in seconds, ascending. */
export function chaptersJson(title: string, podcastName: string, chapters: PublishedChapter[]): string {
  const list = chapters.map(({ startMs, title }) => ({
    startTime: Math.round(startMs) / 1000,
    title: oneLine(title),
  }));
  return `${JSON.stringify({ version: '1.2.0', title: oneLine(title), podcastName: oneLine(podcastName), chapters: list }, null, 2)}\n`;
}

/** `MM:SS`, or `H:MM:SS` from an hour on: what podcast apps turn into a link. */
export function timestamp(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const pad = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours > 0 ? `${hours}:` : ''}${pad((seconds / 60) % 60)}:${pad(seconds % 60)}`;
}
