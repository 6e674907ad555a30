import { z } from 'zod';
import { id } from './fields.js';

/** Metadata of a tus upload, in its `Upload-Metadata` header. */
export const uploadMetadata = z
  .object({
    filename: z.string().min(1).max(255),
    showId: id,
    kind: z.enum(['audio', 'transcript']).default('audio'),
    title: z.string().trim().min(1).max(255).optional(),
    /** The same for all uploads that make one episode together: a UUID that the client chooses. */
    set: z.uuid().optional(),
    /** How many uploads the set has: at most 16 tracks, a mix of them and a transcript. */
    parts: z.coerce.number().int().min(2).max(18).optional(),
    /** Who speaks on this track, in a set. A recording of a set that has no speaker is the mix of its tracks. */
    speaker: z.string().trim().min(1).max(128).optional(),
  })
  .superRefine(({ set, parts, speaker, kind }, { addIssue }) => {
    if ((set === undefined) !== (parts === undefined))
      addIssue({ code: 'custom', path: ['parts'], message: 'set and parts go together' });
    if (speaker !== undefined && (set === undefined || kind !== 'audio'))
      addIssue({ code: 'custom', path: ['speaker'], message: 'only a recording in a set has a speaker' });
  });
export const uploadView = z.object({
  id: z.string(),
  /** Bytes received. */
  offset: z.number().int(),
  /** Bytes announced. */
  bytes: z.number().int(),
  /** The episode made from it, once all bytes are there, and those of its whole set. */
  episodeId: id.nullable(),
  /** Of an upload that makes an episode together with others: how many have arrived whole. */
  set: z.object({ id: z.uuid(), parts: z.number().int(), arrived: z.number().int() }).optional(),
});
export type UploadView = z.infer<typeof uploadView>;
