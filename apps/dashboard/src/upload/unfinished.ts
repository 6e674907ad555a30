import { defaultOptions, type PreviousUpload } from 'tus-js-client';
import { uploadView } from '#contracts';
import { call, ProblemError } from '../api/request.js';
import type { SetPart } from './uploads.js';

/** An upload that a closed or reloaded page left behind; the same file, chosen again, goes on where it stopped. */
export interface Unfinished {
  key: string;
  filename: string;
  bytes: number;
  /** What the server has. */
  sent: number;
  /** How many files of the same episode have not arrived; 0 for an episode of one file. */
  missing: number;
  part: SetPart | null;
}

const storage = defaultOptions.urlStorage;

async function look(upload: PreviousUpload): Promise<Unfinished[]> {
  const uploadId = upload.uploadUrl?.split('/').at(-1);
  if (!uploadId) return [];
  try {
    const { offset, bytes, episodeId, set } = await call(uploadView, 'GET', `/uploads/${uploadId}`);
    if (!episodeId)
      return [
        {
          key: upload.urlStorageKey,
          filename: upload.metadata.filename ?? 'recording',
          bytes,
          sent: offset,
          missing: set ? set.parts - set.arrived : 0,
          part: set ? { set: set.id, parts: set.parts, speaker: upload.metadata.speaker ?? null } : null,
        },
      ];
  } catch (error) {
    const isGone = error instanceof ProblemError && error.problem.status === 404;
    if (!isGone) throw error;
  }
  await forget(upload.urlStorageKey);
  return [];
}

/** Finds what earlier pages left unfinished; forgets what the server finished or no longer has. */
export async function findUnfinished(): Promise<Unfinished[]> {
  const all = await storage.findAllUploads();
  return (await Promise.all(all.map(look))).flat();
}

export const forget = (key: string): Promise<void> => storage.removeUpload(key);
