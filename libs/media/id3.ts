import NodeID3 from 'node-id3';
import { type AudioTags, languageCode } from './audio-tags.js';

/** A CTOC frame counts its entries in one byte (ID3v2 Chapter Frame Addendum §3.2). */
const mostChapters = 255;
/**
 * One whole ID3v2.3 tag: title, artist, album, year, language, front cover, CHAP frames and the CTOC that lists them.
 * 2.3 and not 2.4, since some podcast players still read only that.
 */
export function id3Tag(tags: AudioTags, artwork: Buffer | null): Buffer {
  const chapters = tags.chapters.slice(0, mostChapters).map((chapter, index) => ({
    elementID: `chp${index}`,
    startTimeMs: Math.round(chapter.startMs),
    endTimeMs: Math.max(1, Math.round(chapter.endMs)),
    tags: { title: chapter.title },
  }));
  const elements = chapters.map((chapter) => chapter.elementID);
  const language = languageCode(tags.language);
  return NodeID3.create({
    title: tags.title,
    artist: tags.artist,
    album: tags.album,
    genre: 'Podcast',
    ...(tags.year ? { year: String(tags.year) } : {}),
    ...(language ? { language } : {}),
    ...(artwork ? { image: frontCover(artwork) } : {}),
    ...(chapters.length > 0
      ? { chapter: chapters, tableOfContents: [{ elementID: 'toc', isOrdered: true, elements }] }
      : {}),
  });
}

/** A PNG begins with 0x89 'PNG'; everything else the artwork check lets through is JPEG. */
export const isPng = (image: Buffer): boolean => image.toString('latin1', 1, 4) === 'PNG';

const frontCover = (imageBuffer: Buffer) => ({
  mime: isPng(imageBuffer) ? 'image/png' : 'image/jpeg',
  type: { id: 3, name: 'front cover' },
  description: '',
  imageBuffer,
});
