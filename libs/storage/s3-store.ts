import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Settings } from '#config';
import type { ObjectRef } from '#contracts';
import { ObjectCache } from './object-cache.js';
import { isHash, type ObjectStore, renewAfterMs, type StoredObject } from './object-store.js';
import { bucketFailure, vanished } from './storage-failure.js';

type Named = Pick<ObjectRef, 'sha256'>;

export type BucketSettings = Pick<
  Settings,
  'S3_ENDPOINT' | 'S3_BUCKET' | 'S3_REGION' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'
>;

/** Local copies of a bucket's objects: some fifty hours of recordings with their PCM. */
const cacheBytes = 20 * 1024 ** 3;

/** Objects in a bucket, keyed by their SHA-256, with those lately used on the local disk as well. */
export class S3Store implements ObjectStore {
  private constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly cache: ObjectCache,
  ) {}

  static async open(settings: BucketSettings, bucket: string, cacheFolder: string): Promise<S3Store> {
    return new S3Store(connect(settings), bucket, await ObjectCache.open(cacheFolder, cacheBytes));
  }

  /** The key is known only when the last byte is hashed: the content goes to the local disk first, and from there up. */
  async put(content: Buffer | Readable, type: string): Promise<ObjectRef> {
    return this.upload(await this.cache.put(content, type));
  }

  async putFile(path: string, type: string, options?: { move?: boolean }): Promise<ObjectRef> {
    return this.upload(await this.cache.putFile(path, type, options));
  }

  async open(ref: Named, range?: { start: number; end: number }): Promise<Readable> {
    if (await this.cache.has(ref)) return this.cache.open(ref, range);
    return this.download(ref, range);
  }

  async read(ref: Named): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of await this.open(ref)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async localPath(ref: Named): Promise<string> {
    if (!(await this.cache.has(ref))) await this.cache.putChecked(ref, await this.download(ref));
    return this.cache.localPath(ref);
  }

  async has(ref: Named): Promise<boolean> {
    return (await this.putAt(ref)) !== null;
  }

  async remove(ref: Named): Promise<void> {
    await this.cache.remove(ref);
    await this.client.send(new DeleteObjectCommand(this.at(ref))).catch((error: unknown) => {
      throw bucketFailure(this.bucket, error);
    });
  }

  async *list(): AsyncGenerator<StoredObject> {
    try {
      for await (const page of paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket }))
        for (const { Key: sha256 = '', Size: bytes = 0, LastModified: putAt } of page.Contents ?? [])
          if (putAt && isHash(sha256)) yield { sha256, bytes, putAt };
    } catch (error) {
      throw bucketFailure(this.bucket, error);
    }
  }

  /** S3 removes under no condition on age: between this look and the removal lie some milliseconds. */
  async removeOld(ref: Named, before: Date): Promise<boolean> {
    const putAt = await this.putAt(ref);
    if (!putAt || putAt >= before) return false;
    await this.remove(ref);
    return true;
  }

  /** When an object was put; null when it is not there. */
  private async putAt(ref: Named): Promise<Date | null> {
    try {
      const { LastModified } = await this.client.send(new HeadObjectCommand(this.at(ref)));
      return LastModified ?? new Date();
    } catch (error) {
      if (isMissing(error)) return null;
      throw bucketFailure(this.bucket, error);
    }
  }

  private at({ sha256 }: Named) {
    return { Bucket: this.bucket, Key: sha256 };
  }

  private async upload(ref: ObjectRef): Promise<ObjectRef> {
    const putAt = await this.putAt(ref);
    if (putAt && Date.now() - putAt.getTime() < renewAfterMs) return ref;
    const body = createReadStream(await this.cache.localPath(ref));
    try {
      const params = { ...this.at(ref), Body: body, ContentType: ref.type };
      await new Upload({ client: this.client, params }).done();
      return ref;
    } catch (error) {
      throw bucketFailure(this.bucket, error);
    } finally {
      body.destroy();
    }
  }

  private async download(ref: Named, range?: { start: number; end: number }): Promise<Readable> {
    const Range = range && `bytes=${range.start}-${range.end}`;
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ ...this.at(ref), Range }));
      if (Body instanceof Readable) return Body;
      throw new Error('the answer has no body');
    } catch (error) {
      throw isMissing(error) ? vanished(ref, error) : bucketFailure(this.bucket, error);
    }
  }
}

const isMissing = (error: unknown) =>
  error instanceof S3ServiceException &&
  error.name !== 'NoSuchBucket' &&
  error.$metadata.httpStatusCode === 404;

function connect(settings: BucketSettings): S3Client {
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  return new S3Client({
    region: settings.S3_REGION,
    // Other makers' servers are rarely reached by a host name for each bucket.
    ...(settings.S3_ENDPOINT && { endpoint: settings.S3_ENDPOINT, forcePathStyle: true }),
    // Without keys in the settings the SDK finds the machine's own role.
    ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
    // The SDK's own checksums at the end of a body are refused by many S3-compatible servers; ours is the key.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
