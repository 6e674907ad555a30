import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { dependencyFailure, type ObjectRef } from '#contracts';
import { DiskStore } from './disk-store.js';
import type { ObjectStore } from './object-store.js';

type Named = Pick<ObjectRef, 'sha256'>;

/** A path that was handed out this lately may be about to be opened: it is not thrown away. */
const inUseMs = 3600_000;

/** The local copies of a bucket's objects: what was used longest ago goes first when there are too many bytes. */
export class ObjectCache {
  private constructor(
    private readonly root: string,
    private readonly maxBytes: number,
    private readonly disk: ObjectStore,
  ) {}

  static async open(root: string, maxBytes: number): Promise<ObjectCache> {
    return new ObjectCache(root, maxBytes, await DiskStore.open(root));
  }

  put = (content: Buffer | Readable, type: string) => this.thenTidy(this.disk.put(content, type));

  putFile = (path: string, type: string, options?: { move?: boolean }) =>
    this.thenTidy(this.disk.putFile(path, type, options));

  /** Keeps a download, unless its bytes are not those that its name promises. */
  async putChecked(wanted: Named, content: Readable): Promise<void> {
    const got = await this.put(content, '');
    if (got.sha256 === wanted.sha256) return;
    await this.disk.remove(got);
    throw dependencyFailure(
      `The bucket gave other bytes for ${wanted.sha256} than were stored.`,
      'Restore the object from the bucket’s backup.',
    );
  }

  open = (ref: Named, range?: { start: number; end: number }) => this.disk.open(ref, range);
  has = (ref: Named) => this.disk.has(ref);
  remove = (ref: Named) => this.disk.remove(ref);

  async localPath(ref: Named): Promise<string> {
    const path = await this.disk.localPath(ref);
    const now = new Date();
    await utimes(path, now, now);
    return path;
  }

  private async thenTidy(putting: Promise<ObjectRef>): Promise<ObjectRef> {
    const ref = await putting;
    await this.tidy(Date.now() - inUseMs);
    return ref;
  }

  /** Removes objects, those used longest ago first, until the rest fits; none that was used after `before`. */
  async tidy(before: number): Promise<void> {
    const objects = (await this.list()).sort((a, b) => a.usedMs - b.usedMs);
    let bytes = objects.reduce((sum, object) => sum + object.bytes, 0);
    for (const object of objects) {
      if (bytes <= this.maxBytes || object.usedMs > before) return;
      await rm(object.path, { force: true });
      bytes -= object.bytes;
    }
  }

  private async list() {
    const paths = (await readdir(this.root, { recursive: true })).map((path) => join(this.root, path));
    const found = await Promise.all(
      paths.map(async (path) => ({ path, stats: await stat(path).catch(() => null) })),
    );
    return found.flatMap(({ path, stats }) =>
      stats?.isFile() ? [{ path, bytes: stats.size, usedMs: stats.mtimeMs }] : [],
    );
  }
}
