import type { z } from 'zod';
import { type UploadTrack, uploadMetadata } from '#contracts';
import { RequestFailure } from '../http/request-failure.js';
import type { StoredUpload, UploadStore } from './upload-store.js';

type Metadata = z.infer<typeof uploadMetadata>;

export interface SetMember extends Omit<StoredUpload, 'metadata'> {
  metadata: Metadata;
}

/** The uploads that make one episode together, in the order they were begun. */
export async function membersOf(store: UploadStore, { set, showId }: Metadata): Promise<SetMember[]> {
  const all = await store.withMetadata('set', set ?? '');
  return all
    .map((upload) => ({ ...upload, metadata: uploadMetadata.parse(upload.metadata) }))
    .filter(({ metadata }) => metadata.showId === showId)
    .sort((a, b) => a.begunAt.localeCompare(b.begunAt) || a.id.localeCompare(b.id));
}

/**
 * Makes room for one more upload of a set. The same file for the same speaker is a client that begins anew: its older
 * upload goes.
 * @throws RequestFailure when it does not fit to the others
 */
export async function joinSet(store: UploadStore, metadata: Metadata, bytes: number): Promise<void> {
  const members = await membersOf(store, metadata);
  const refuse = (status: number, detail: string, remedy: string) => {
    throw new RequestFailure(status, detail, remedy);
  };
  if (members.some(({ arrival }) => arrival?.episodeId))
    refuse(409, 'These uploads are an episode already.', 'Choose another set for another episode.');
  const parts = members[0]?.metadata.parts ?? metadata.parts;
  if (parts !== metadata.parts)
    refuse(
      422,
      `The set has ${parts} uploads, not ${metadata.parts}.`,
      'Send the same number of parts with each.',
    );
  const same = members.find((member) => placeIn(member.metadata) === placeIn(metadata));
  const begunAnew = same?.metadata.filename === metadata.filename && same.bytes === bytes;
  if (same && !begunAnew)
    refuse(
      422,
      `${same.metadata.filename} and ${metadata.filename} are both sent as ${placeIn(metadata)}.`,
      'Give each speaker of a set a name of their own.',
    );
  if (same) await store.remove(same.id);
  else if (parts !== undefined && members.length >= parts)
    refuse(422, `All ${parts} uploads of this set are begun.`, 'Choose another set for another episode.');
}

/** What an upload is in its set; no two are the same. */
function placeIn({ kind, speaker }: Metadata): string {
  if (kind === 'transcript') return 'the transcript';
  return speaker === undefined ? 'the mix' : `the track of ${speaker.toLowerCase()}`;
}

export const isComplete = (members: SetMember[]): boolean =>
  members.length > 0 &&
  members.length === members[0]?.metadata.parts &&
  members.every(({ offset, bytes }) => offset === bytes);

/** What is shown of an episode made of tracks until it has a title. */
export const nameOf = (tracks: UploadTrack[], filename: string): string =>
  tracks.length > 0 ? tracks.map(({ speaker }) => speaker).join(', ') : filename;
