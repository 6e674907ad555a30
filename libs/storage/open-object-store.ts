import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { dataPaths, type Settings } from '#config';
import { DiskStore } from './disk-store.js';
import { ObjectCache } from './object-cache.js';
import type { ObjectStore } from './object-store.js';
import { S3Store } from './s3-store.js';

/** Local copies of a bucket's objects: some fifty hours of recordings with their PCM. */
const cacheBytes = 20 * 1024 ** 3;

type StorageSettings = Pick<
  Settings,
  'SHOWRUNNER_DATA' | 'S3_ENDPOINT' | 'S3_BUCKET' | 'S3_REGION' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'
>;

/** Opens the bucket that the settings name, or else the objects folder under the data folder. */
export async function openObjectStore(settings: StorageSettings): Promise<ObjectStore> {
  const paths = dataPaths(settings);
  if (!settings.S3_BUCKET) return DiskStore.open(paths.objects);
  const cache = await ObjectCache.open(join(paths.root, 'objects-cache'), cacheBytes);
  return new S3Store(connect(settings), settings.S3_BUCKET, cache);
}

function connect(settings: StorageSettings): S3Client {
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
