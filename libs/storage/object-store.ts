import type { Readable } from 'node:stream';
import type { ObjectRef } from '#contracts';

/** Immutable objects addressed by the SHA-256 of their bytes. Writing the same bytes twice stores them once. */
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
}
