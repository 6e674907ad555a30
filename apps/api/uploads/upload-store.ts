import { readdir } from 'node:fs/promises';
import { FileStore } from '@tus/file-store';
import { ERRORS, Upload } from '@tus/server';
import { type ObjectRef, objectRef } from '#contracts';

/** What is noted beside an upload once its bytes are in the object store. */
export interface Arrival {
  object: ObjectRef;
  /** Absent while the episode could not be made, such as when the database is away. */
  episodeId?: string;
}

/** An upload as it lies on disk. */
export interface StoredUpload {
  id: string;
  /** Received, and announced. */
  offset: number;
  bytes: number;
  begunAt: string;
  metadata: Record<string, string | null>;
  arrival: Arrival | null;
}

/**
 * Uploads on disk, one file each with its facts beside it. A finished upload's bytes move to the object store, but
 * it still answers as complete: a client that lost the last answer asks again and must not send all of it anew.
 */
export class UploadStore extends FileStore {
  override async getUpload(id: string): Promise<Upload> {
    const kept = await this.configstore.get(id);
    if (kept && arrivalOf(kept)) return new Upload({ ...kept, offset: kept.size ?? 0 });
    return super.getUpload(id);
  }

  /** Every upload, finished or not, whose metadata says so. */
  async withMetadata(key: string, value: string): Promise<StoredUpload[]> {
    const found: StoredUpload[] = [];
    // The library lists only uploads whose bytes are still here.
    for (const name of await readdir(this.directory)) {
      const id = /^([0-9a-f]{32})\.json$/.exec(name)?.[1];
      if (!id) continue;
      const kept = await this.configstore.get(id);
      if (kept?.metadata?.[key] !== value) continue;
      const { offset, size, creation_date, metadata } = await this.getUpload(id);
      const facts = { offset, bytes: size ?? 0, begunAt: creation_date ?? '', metadata: metadata ?? {} };
      found.push({ id, ...facts, arrival: arrivalOf(kept) });
    }
    return found;
  }

  /** A client may take back what has not become an episode: unfinished uploads, and finished ones that wait for others. */
  override async remove(id: string): Promise<void> {
    if (await this.arrival(id)) throw ERRORS.INVALID_TERMINATION;
    await super.remove(id);
  }

  async arrival(id: string): Promise<Arrival | null> {
    const kept = await this.configstore.get(id);
    return kept ? arrivalOf(kept) : null;
  }

  async noteArrival(id: string, { object, episodeId }: Arrival): Promise<void> {
    const kept = await this.configstore.get(id);
    if (!kept) throw new Error(`The upload ${id} is not known.`);
    const metadata = {
      ...kept.metadata,
      [objectKey]: JSON.stringify(object),
      ...(episodeId && { [episodeKey]: episodeId }),
    };
    await this.configstore.set(id, new Upload({ ...kept, offset: kept.size ?? 0, metadata }));
  }
}

/** Clients cannot set these: what they send is reduced to the contract's fields when an upload is created. */
const objectKey = 'arrivedObject';
const episodeKey = 'arrivedEpisode';

function arrivalOf({ metadata }: Pick<Upload, 'metadata'>): Arrival | null {
  const object = metadata?.[objectKey];
  if (!object) return null;
  return { object: objectRef.parse(JSON.parse(object)), episodeId: metadata?.[episodeKey] ?? undefined };
}
