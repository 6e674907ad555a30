import { existsSync } from 'node:fs';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ObjectCache } from './object-cache.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-cache-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('the cache of a bucket', () => {
  it('throws away what was used longest ago, until the rest fits', async () => {
    const cache = await ObjectCache.open(join(folder, 'tidy'), 2_500);
    const refs = await Promise.all([1, 2, 3, 4].map((fill) => cache.put(Buffer.alloc(1_000, fill), '')));
    const paths = await Promise.all(refs.map((ref) => cache.localPath(ref)));
    for (const [index, hour] of [3, 1, 4, 2].entries())
      await utimes(paths[index]!, new Date(0), new Date(hour * 3600_000));
    await cache.tidy(Date.now());
    expect(paths.map((path) => existsSync(path))).toEqual([true, false, true, false]);
  });

  it('keeps what may be about to be opened, even when that is too much', async () => {
    const cache = await ObjectCache.open(join(folder, 'in-use'), 500);
    const ref = await cache.put(Buffer.alloc(1_000, 7), '');
    await cache.put(Buffer.alloc(1_000, 8), '');
    expect(await cache.has(ref)).toBe(true);
  });

  it('does not keep a download whose bytes are not what its name promises', async () => {
    const cache = await ObjectCache.open(join(folder, 'checked'), 500);
    const wanted = { sha256: 'a'.repeat(64) };
    await expect(cache.putChecked(wanted, Readable.from([Buffer.from('tampered')]))).rejects.toThrow(
      'other bytes',
    );
    expect(await cache.has(wanted)).toBe(false);
  });
});
