import { join } from 'node:path';
import { dataPaths, type Settings } from '#config';
import { DiskStore } from './disk-store.js';
import type { ObjectStore } from './object-store.js';
import type { BucketSettings } from './s3-store.js';

/** Opens the bucket that the settings name, or else the objects folder under the data folder. */
export async function openObjectStore(
  settings: Pick<Settings, 'SHOWRUNNER_DATA'> & BucketSettings,
): Promise<ObjectStore> {
  const paths = dataPaths(settings);
  if (!settings.S3_BUCKET) return DiskStore.open(paths.objects);
  // Loaded only where it is used: the SDK takes a quarter of a second and some 30 MB.
  const { S3Store } = await import('./s3-store.js');
  return S3Store.open(settings, settings.S3_BUCKET, join(paths.root, 'objects-cache'));
}
