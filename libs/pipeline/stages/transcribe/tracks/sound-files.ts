import type { RecordedTrack, Recording } from '#contracts';
import type { SpeechChunk } from '#speech';
import type { ObjectStore } from '#storage';

/** A file in which words are heard: the whole recording, or one speaker's track. */
export interface SoundFile {
  /** Raw 16 kHz mono samples. */
  pcmPath: string;
  /** Begins the names of this file's saved parts; empty for a recording. */
  parts: string;
  /** Absent for a recording, in which anybody may speak. */
  track?: RecordedTrack;
}

/** A chunk, and the file it lies in. */
export interface FileChunk extends SpeechChunk {
  file: SoundFile;
}

/** Fetches what is listened to. The order is that of the tracks, and the same in every run. */
export async function soundFiles(
  { tracks, pcm16k }: NonNullable<Recording['audio']>,
  objects: ObjectStore,
): Promise<SoundFile[]> {
  if (!tracks) return [{ pcmPath: await objects.localPath(pcm16k), parts: '' }];
  return Promise.all(
    tracks.map(async (track, i) => ({
      pcmPath: await objects.localPath(track.pcm16k),
      parts: `track-${i + 1}-`,
      track,
    })),
  );
}
