import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '#config';
import { type ObjectStore, openObjectStore } from '#storage';

let folder: string;
let server: S3rver;
let endpoint: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-storage-'));
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'objects', configs: [] }],
  });
  const { port } = (await server.run()) as AddressInfo;
  endpoint = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** s3rver knows these two keys and no others. */
const bucket = () => ({
  S3_ENDPOINT: endpoint,
  S3_BUCKET: 'objects',
  S3_ACCESS_KEY_ID: 'S3RVER',
  S3_SECRET_ACCESS_KEY: 'S3RVER',
});

const openDisk = (name: string) => openObjectStore(readSettings({ SHOWRUNNER_DATA: join(folder, name) }));
const openBucket = (name: string) =>
  openObjectStore(readSettings({ SHOWRUNNER_DATA: join(folder, name), ...bucket() }));

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const missing = { sha256: 'f'.repeat(64) };

const agoMs = (hours: number) => new Date(Date.now() - hours * 3600_000);
/** Makes an object older than it is, in the folder of the disk or of the bucket's server. */
const age = (path: string, hours: number) => utimes(path, agoMs(hours), agoMs(hours));
const onDisk = (sha256: string) => join(folder, 'objects', 'objects', sha256.slice(0, 2), sha256.slice(2));
const inBucket = (sha256: string) => join(folder, 's3', 'objects', `${sha256}._S3rver_object`);

/** Every store does all of this. Bigger than one multipart piece (5 MiB) and not a multiple of anything. */
const large = randomBytes(5 * 1024 ** 2 + 12_345);

describe.each([
  ['the disk', openDisk, 'objects', onDisk],
  ['a bucket', openBucket, 'objects-cache', inBucket],
])('objects on %s', (name, open, objectsFolder, pathOf) => {
  let store: ObjectStore;

  beforeAll(async () => {
    store = await open(objectsFolder);
  });

  it('come back byte for byte, addressed by their SHA-256', async () => {
    const ref = await store.put(Buffer.from('small batch'), 'text/plain');
    expect(ref).toEqual({ sha256: sha256Of(Buffer.from('small batch')), bytes: 11, type: 'text/plain' });
    expect((await store.read(ref)).toString()).toBe('small batch');
    expect(await store.has(ref)).toBe(true);
  });

  it('may be streams larger than one piece', async () => {
    const ref = await store.put(
      Readable.from([large.subarray(0, 1_000_000), large.subarray(1_000_000)]),
      'audio/wav',
    );
    expect(ref).toEqual({ sha256: sha256Of(large), bytes: large.length, type: 'audio/wav' });
    expect((await store.read(ref)).equals(large)).toBe(true);
  });

  it('may be empty', async () => {
    const ref = await store.put(Buffer.alloc(0), 'text/plain');
    expect(ref.bytes).toBe(0);
    expect(await store.read(ref)).toHaveLength(0);
  });

  it('are read in part, both ends included', async () => {
    const ref = await store.put(Buffer.from('0123456789'), 'text/plain');
    expect((await buffer(await store.open(ref, { start: 2, end: 4 }))).toString()).toBe('234');
    expect((await buffer(await store.open(ref, { start: 9, end: 9 }))).toString()).toBe('9');
  });

  it('are put from files, which stay or are moved', async () => {
    const path = join(folder, `file-${name}`);
    await writeFile(path, 'a recording');
    const copied = await store.putFile(path, 'audio/mpeg');
    expect(existsSync(path)).toBe(true);
    expect(await store.putFile(path, 'audio/mpeg', { move: true })).toEqual(copied);
    expect(existsSync(path)).toBe(false);
    expect((await store.read(copied)).toString()).toBe('a recording');
  });

  it('have a path that programs can open', async () => {
    const ref = await store.put(Buffer.from('for ffmpeg'), 'audio/wav');
    expect(await readFile(await store.localPath(ref), 'utf8')).toBe('for ffmpeg');
  });

  it('are stored once when they are put many times at once', async () => {
    const content = randomBytes(100_000);
    const refs = await Promise.all([1, 2, 3, 4].map(() => store.put(content, 'audio/wav')));
    expect(new Set(refs.map((ref) => ref.sha256)).size).toBe(1);
    expect((await store.read(refs[0]!)).equals(content)).toBe(true);
  });

  it('are stored whole or not at all', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('the sender went away');
      })(),
    );
    await expect(store.put(broken, 'audio/wav')).rejects.toThrow('the sender went away');
    expect(await store.has({ sha256: sha256Of(Buffer.from('half')) })).toBe(false);
  });

  it('can be removed, also twice', async () => {
    const ref = await store.put(Buffer.from('to be removed'), 'text/plain');
    await store.remove(ref);
    await store.remove(ref);
    expect(await store.has(ref)).toBe(false);
  });

  it('are listed, each once, with what they take and when they were put', async () => {
    const ref = await store.put(Buffer.from('to be listed'), 'text/plain');
    await age(pathOf(ref.sha256), 48);
    const found = [];
    for await (const object of store.list()) if (object.sha256 === ref.sha256) found.push(object);
    expect(found).toMatchObject([{ sha256: ref.sha256, bytes: 12 }]);
    expect(Math.abs(found[0]!.putAt.getTime() - agoMs(48).getTime())).toBeLessThan(60_000);
  });

  it('are removed by a sweep only when they are old', async () => {
    const ref = await store.put(Buffer.from('to be swept'), 'text/plain');
    expect(await store.removeOld(ref, agoMs(24))).toBe(false);
    await age(pathOf(ref.sha256), 48);
    expect(await store.removeOld(ref, agoMs(72))).toBe(false);
    expect(await store.has(ref)).toBe(true);
    expect(await store.removeOld(ref, agoMs(24))).toBe(true);
    expect(await store.has(ref)).toBe(false);
    expect(await store.removeOld(ref, agoMs(24))).toBe(false);
  });

  it('are young again when they are put again, whichever way', async () => {
    const path = join(folder, `again-${name}`);
    const ref = await store.put(Buffer.from('put again'), 'text/plain');
    const puts = [
      () => store.put(Buffer.from('put again'), 'text/plain'),
      () => store.putFile(path, 'text/plain'),
      () => store.putFile(path, 'text/plain', { move: true }),
    ];
    for (const put of puts) {
      await writeFile(path, 'put again');
      await age(path, 1000);
      await age(pathOf(ref.sha256), 48);
      await put();
      expect(await store.removeOld(ref, agoMs(24))).toBe(false);
    }
    expect((await store.read(ref)).toString()).toBe('put again');
  });

  it('count as put now, however old the file was that is moved in', async () => {
    const path = join(folder, `old-${name}`);
    await writeFile(path, 'an old recording');
    await age(path, 1000);
    const ref = await store.putFile(path, 'audio/mpeg', { move: true });
    expect(await store.removeOld(ref, agoMs(24))).toBe(false);
  });

  it('that vanished are named by a resource failure', async () => {
    const gone = { failureClass: 'resource', message: expect.stringContaining(missing.sha256) };
    await expect(store.open(missing)).rejects.toMatchObject(gone);
    await expect(store.read(missing)).rejects.toMatchObject(gone);
    await expect(store.localPath(missing)).rejects.toMatchObject(gone);
    expect(await store.has(missing)).toBe(false);
  });

  it('meet a full disk with a resource failure and leave nothing behind', async () => {
    const full = Readable.from(
      (async function* () {
        yield Buffer.from('as far as it went');
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      })(),
    );
    await expect(store.put(full, 'audio/wav')).rejects.toMatchObject({
      failureClass: 'resource',
      message: expect.stringContaining('no room left'),
    });
    expect(await readdir(join(folder, objectsFolder, objectsFolder, 'incoming'))).toEqual([]);
  });
});

describe('the disk', () => {
  it('keeps an object as one file under the first two digits of its name, and no drafts', async () => {
    const store = await openDisk('layout');
    const { sha256 } = await store.put(Buffer.from('laid out'), 'text/plain');
    const root = join(folder, 'layout', 'objects');
    expect(await store.localPath({ sha256 })).toBe(join(root, sha256.slice(0, 2), sha256.slice(2)));
    expect(await readdir(join(root, 'incoming'))).toEqual([]);
  });
});

describe('a sweep of the disk', () => {
  it('never takes what is being put at this moment', async () => {
    const store = await openDisk('objects');
    for (let round = 0; round < 100; round++) {
      const ref = await store.put(Buffer.from(`contended ${round % 5}`), 'text/plain');
      await age(onDisk(ref.sha256), 48);
      const again = () => store.put(Buffer.from(`contended ${round % 5}`), 'text/plain');
      await Promise.all([
        ...[1, 2].map(() => store.removeOld(ref, agoMs(24))),
        ...[1, 2].map(again),
        store.removeOld(ref, agoMs(24)),
      ]);
      expect(await store.has(ref)).toBe(true);
    }
    expect(await readdir(join(folder, 'objects', 'objects', 'incoming'))).toEqual([]);
  });
});

describe('a bucket', () => {
  it('serves what another machine stored, and keeps a local copy for programs', async () => {
    const ref = await (await openBucket('machine-a')).put(large, 'audio/wav');
    const other = await openBucket('machine-b');
    expect(
      (await buffer(await other.open(ref, { start: 5_000_000, end: 5_000_099 }))).equals(
        large.subarray(5_000_000, 5_000_100),
      ),
    ).toBe(true);
    const path = await other.localPath(ref);
    expect(sha256Of(await readFile(path))).toBe(ref.sha256);
    expect(await other.localPath(ref)).toBe(path);
  });

  it('that does not exist, or a server that is away, is a dependency failure', async () => {
    const wrong = { ...bucket(), S3_BUCKET: 'no-such-bucket' };
    const absent = await openObjectStore(readSettings({ SHOWRUNNER_DATA: join(folder, 'absent'), ...wrong }));
    await expect(absent.put(Buffer.from('x'), 'text/plain')).rejects.toMatchObject({
      failureClass: 'dependency',
    });
    const away = { ...bucket(), S3_ENDPOINT: 'http://127.0.0.1:1' };
    const unreachable = await openObjectStore(
      readSettings({ SHOWRUNNER_DATA: join(folder, 'away'), ...away }),
    );
    await expect(unreachable.read(missing)).rejects.toMatchObject({
      failureClass: 'dependency',
      message: expect.stringContaining('objects'),
    });
  });
});
