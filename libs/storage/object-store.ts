import type { Readable } from 'node:stream';
import type { ObjectRef } from '#contracts';

/** Whether a file or key of a store is an object's name. */
export const isHash = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

export interface StoredObject {
  sha256: string;
  bytes: number;
  /** When it was put last, or up to `renewAfterMs` before that. */
  putAt: Date;
}

/**
 * A put that finds its object stored already makes it young again where it is older than this: the sweep lets what was put
 * in the last days alone. Renewing costs a bucket an upload, so not every put does.
 */
export const renewAfterMs = 24 * 3600_000;

/**
 * Immutable objects addressed by the SHA-256 of their bytes. Writing the same bytes twice stores them once, and makes
 * them count as put lately.
 */
export interface ObjectStore {
  /** Stores bytes or a stream whole, or not at all. */
  put(content: Buffer | Readable, type: string): Promise<ObjectRef>;
  /** Stores a file. With `move` the file may be taken instead of copied. */
  putFile(path: string, type: string, options?: { move?: boolean }): Promise<ObjectRef>;
  /** Reads bytes `start..end` (inclusive, as HTTP ranges are), or all. Throws a `resource` failure when the object is gone. */
  open(ref: Pick<ObjectRef, 'sha256'>, range?: { start: number; end: number }): Promise<Readable>;
  /** Reads a small object whole. */
  read(ref: Pick<ObjectRef, 'sha256'>): Promise<Buffer>;
  /** A path that ffmpeg and engines can open. On disk the object itself (never write to it); from S3 a cached copy. */
  localPath(ref: Pick<ObjectRef, 'sha256'>): Promise<string>;
  has(ref: Pick<ObjectRef, 'sha256'>): Promise<boolean>;
  remove(ref: Pick<ObjectRef, 'sha256'>): Promise<void>;
  /** Every object, in no order. One that is put meanwhile may be missing. */
  list(): AsyncIterable<StoredObject>;
  /** Removes an object unless it was put after `before`, also by a put that runs beside it. @returns whether it went */
  removeOld(ref: Pick<ObjectRef, 'sha256'>, before: Date): Promise<boolean>;
}
