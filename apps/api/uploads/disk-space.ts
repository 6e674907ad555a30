import { mkdir, statfs } from 'node:fs/promises';
import { resourceFailure } from '#contracts';

/** Left free for the database and the episodes that are being worked on. */
const spareBytes = 512 * 1024 ** 2;

const inGigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/** @throws Failure (resource) when a file of this size would fill the disk */
export async function mustFit(bytes: number, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  if (bytes + spareBytes <= free) return;
  throw resourceFailure(
    `The server has ${inGigabytes(free)} free, too little for a file of ${inGigabytes(bytes)}.`,
    'Free disk space on the server, then upload again.',
  );
}
