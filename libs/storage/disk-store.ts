import { randomUUID } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ObjectRef } from '#contracts';
import { digestOf } from './digest.js';
import { isHash, type ObjectStore, type StoredObject } from './object-store.js';
import { asStorageFailure, codeOf, vanished } from './storage-failure.js';

type Named = Pick<ObjectRef, 'sha256'>;

/** What a killed process left half written is swept up when it is this old. */
const abandonedAfterMs = 24 * 3600_000;

/** Objects as read-only files `<root>/ab/cdef…`, named by their SHA-256. */
export class DiskStore implements ObjectStore {
  /** Half-written objects: on the disk of the finished ones, so that a rename finishes them. */
  private readonly incoming: string;

  private constructor(private readonly root: string) {
    this.incoming = join(root, 'incoming');
  }

  static async open(root: string): Promise<DiskStore> {
    const store = new DiskStore(root);
    await mkdir(store.incoming, { recursive: true });
    await store.sweep();
    return store;
  }

  async put(content: Buffer | Readable, type: string): Promise<ObjectRef> {
    const draft = join(this.incoming, randomUUID());
    try {
      const { sha256, bytes } = await this.write(content, draft);
      await this.place(draft, sha256, bytes);
      return { sha256, bytes, type };
    } catch (error) {
      await rm(draft, { force: true });
      throw asStorageFailure(error, this.root);
    }
  }

  async putFile(path: string, type: string, { move = false } = {}): Promise<ObjectRef> {
    if (!move) return this.put(createReadStream(path), type);
    const { sha256, bytes } = await digestOf(createReadStream(path));
    try {
      await this.place(path, sha256, bytes);
    } catch (error) {
      if (codeOf(error) !== 'EXDEV') throw asStorageFailure(error, this.root);
      await this.put(createReadStream(path), type);
      await rm(path);
    }
    return { sha256, bytes, type };
  }

  async open(ref: Named, range?: { start: number; end: number }): Promise<Readable> {
    const handle = await this.reach(ref, open(this.pathOf(ref)));
    return handle.createReadStream(range);
  }

  read(ref: Named): Promise<Buffer> {
    return this.reach(ref, readFile(this.pathOf(ref)));
  }

  async localPath(ref: Named): Promise<string> {
    const path = this.pathOf(ref);
    await this.reach(ref, stat(path));
    return path;
  }

  async has(ref: Named): Promise<boolean> {
    return (await this.find(this.pathOf(ref))) !== null;
  }

  async remove(ref: Named): Promise<void> {
    await rm(this.pathOf(ref), { force: true });
  }

  async *list(): AsyncGenerator<StoredObject> {
    for (const folder of (await readdir(this.root)).filter((name) => /^[0-9a-f]{2}$/.test(name)))
      for (const name of await readdir(join(this.root, folder))) {
        const sha256 = folder + name;
        const file = await this.find(this.pathOf({ sha256 }));
        if (file && isHash(sha256)) yield { sha256, bytes: file.size, putAt: file.mtime };
      }
  }

  async removeOld(ref: Named, before: Date): Promise<boolean> {
    const path = this.pathOf(ref);
    if (!(await this.isOld(path, before))) return false;
    // Set aside first: a put at this very moment finds it gone and stores its own, or is seen here.
    const aside = join(this.incoming, randomUUID());
    if (!(await found(rename(path, aside)))) return false;
    const isOld = await this.isOld(aside, before);
    await (isOld ? rm(aside, { force: true }) : rename(aside, path));
    return isOld;
  }

  private async isOld(path: string, before: Date): Promise<boolean> {
    const file = await this.find(path);
    return file !== null && file.mtime < before;
  }

  private pathOf({ sha256 }: Named) {
    return join(this.root, sha256.slice(0, 2), sha256.slice(2));
  }

  /** Writes and hashes in one pass; on the disk for good when it resolves. */
  private async write(content: Buffer | Readable, path: string) {
    const file = await open(path, 'wx');
    try {
      const digest = await digestOf(content, (chunk) => file.writeFile(chunk));
      await file.sync();
      return digest;
    } finally {
      await file.close();
    }
  }

  /** An object that is there already counts as put now. */
  private async place(path: string, sha256: string, bytes: number) {
    const target = this.pathOf({ sha256 });
    const now = new Date();
    const isThere = (await this.find(target))?.size === bytes;
    if (isThere && (await found(utimes(target, now, now)))) return rm(path);
    await mkdir(dirname(target), { recursive: true });
    await chmod(path, 0o444);
    await utimes(path, now, now);
    await rename(path, target);
  }

  private async find(path: string): Promise<Stats | null> {
    try {
      return await stat(path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  private async reach<T>(ref: Named, reading: Promise<T>): Promise<T> {
    try {
      return await reading;
    } catch (error) {
      throw codeOf(error) === 'ENOENT' ? vanished(ref, error) : asStorageFailure(error, this.root);
    }
  }

  private async sweep() {
    for (const name of await readdir(this.incoming)) {
      const path = join(this.incoming, name);
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > abandonedAfterMs) await rm(path, { force: true });
    }
  }
}

/** Whether a file was there to be worked on: another may have just removed it. */
async function found(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
