import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Upload } from '@tus/server';
import type { z } from 'zod';
import { dataPaths } from '#config';
import { type Upload as HandedIn, type ObjectRef, type UploadView, uploadMetadata } from '#contracts';
import { addEpisode, type Backend } from '#pipeline';
import { typeOfFilename } from '../audio/audio-type.js';
import { InjectBackend } from '../backend.js';
import { notFound, RequestFailure } from '../http/request-failure.js';
import { mustFit } from './disk-space.js';
import { TusServer } from './tus-server.js';
import { isComplete, joinSet, membersOf, nameOf } from './upload-sets.js';
import { UploadStore } from './upload-store.js';

type Metadata = z.infer<typeof uploadMetadata>;
type ArrivedFile = Metadata & { uploadId: string; object: ObjectRef };

/** An upload that was left unfinished is kept a week: long enough for a laptop that was closed over a weekend. */
const unfinishedLifeMs = 7 * 24 * 60 * 60_000;
const sweepEveryMs = 6 * 60 * 60_000;

export const uploadsPath = '/api/v1/uploads';

/** The library makes ids of 16 random bytes in hexadecimal; nothing else is a file name of ours. */
const idOf = (lastPath: string | undefined) => /^[0-9a-f]{32}(?=\?|$)/.exec(lastPath ?? '')?.[0];

/** Resumable uploads (tus 1.0). When the last byte is there, the file becomes an object and an episode. */
@Injectable()
export class UploadsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly store: UploadStore;
  private readonly server: TusServer;
  /** One arrival at a time for each upload, or for each set of them, whoever asks. */
  private readonly arriving = new Map<string, Promise<string | null>>();
  private sweeping?: NodeJS.Timeout;

  constructor(@InjectBackend() private readonly backend: Backend) {
    const directory = join(dataPaths(backend.settings).uploads);
    this.store = new UploadStore({ directory, expirationPeriodInMilliseconds: unfinishedLifeMs });
    this.server = new TusServer({
      log: backend.log,
      path: uploadsPath,
      datastore: this.store,
      maxSize: backend.settings.MAX_UPLOAD_BYTES,
      relativeLocation: true,
      allowedOrigins: () => false,
      getFileIdFromRequest: (_, lastPath) => idOf(lastPath),
      onUploadCreate: async (_, upload) => ({ metadata: await this.welcome(upload) }),
      onUploadFinish: async (_, { id }) => {
        const episodeId = await this.arrive(id);
        return episodeId ? { headers: { 'X-Episode-Id': episodeId } } : {};
      },
    });
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return this.server.handle(request, response);
  }

  /** How far an upload is. Makes the episode of a complete one that has none yet, such as after a crash. */
  async read(id: string): Promise<UploadView> {
    const upload = idOf(id) ? await this.store.getUpload(id).catch(() => null) : null;
    if (!upload) throw notFound('upload');
    const complete = upload.size !== undefined && upload.offset === upload.size;
    const episodeId = complete ? await this.arrive(id) : null;
    const { set, ...metadata } = uploadMetadata.parse(upload.metadata);
    const members = set === undefined ? [] : await membersOf(this.store, { ...metadata, set });
    const arrived = members.filter(({ offset, bytes }) => offset === bytes).length;
    return {
      ...{ id, offset: upload.offset, bytes: upload.size ?? upload.offset, episodeId },
      ...(set !== undefined && { set: { id: set, parts: metadata.parts ?? members.length, arrived } }),
    };
  }

  onApplicationBootstrap(): void {
    this.sweeping = setInterval(() => void this.sweep(), sweepEveryMs).unref();
    void this.sweep();
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweeping);
  }

  /** Looks at an upload before its first byte: what cannot become an episode is refused at once. */
  private async welcome({ metadata, size }: Upload): Promise<Record<string, string>> {
    const given = uploadMetadata.safeParse(metadata ?? {});
    if (!given.success) {
      throw new RequestFailure(
        400,
        'The upload does not say what it is.',
        'Send filename, showId and kind in Upload-Metadata.',
        given.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      );
    }
    if (size === 0)
      throw new RequestFailure(422, 'The file is empty.', 'Choose a file that has something in it.');
    const show = await this.backend.database.show.findUnique({ where: { id: given.data.showId } });
    if (!show) throw notFound('show');
    await mustFit(size ?? 0, this.store.directory);
    const filename = given.data.filename.replace(/^.*[\\/]/, '').replace(/\p{Cc}/gu, '') || 'upload';
    const { parts, ...told } = { ...given.data, filename };
    if (told.set !== undefined) await joinSet(this.store, { ...told, parts }, size ?? 0);
    return { ...told, ...(parts !== undefined && { parts: String(parts) }) };
  }

  /** @returns the episode; null while other uploads of its set are missing */
  private async arrive(id: string): Promise<string | null> {
    const { metadata } = await this.store.getUpload(id);
    const key = metadata?.set ?? id;
    const before = this.arriving.get(key) ?? Promise.resolve(null);
    const underWay = before.catch(() => null).then(() => this.makeEpisode(id));
    this.arriving.set(key, underWay);
    try {
      return await underWay;
    } finally {
      if (this.arriving.get(key) === underWay) this.arriving.delete(key);
    }
  }

  /** Each step is noted before the next, so that a failure in between is made good by asking again. */
  private async makeEpisode(id: string): Promise<string | null> {
    const known = await this.store.arrival(id);
    if (known?.episodeId) return known.episodeId;
    const metadata = uploadMetadata.parse((await this.store.getUpload(id)).metadata);
    const members = metadata.set === undefined ? null : await membersOf(this.store, metadata);
    if (members && !isComplete(members)) return null;
    const files: ArrivedFile[] = [];
    for (const member of members ?? [{ id, metadata }]) files.push(await this.keep(member));
    const upload = uploadOf(files);
    const filename = nameOf(upload.tracks ?? [], metadata.filename);
    const title = files.find((file) => file.title)?.title;
    const episode = await addEpisode(this.backend, { showId: metadata.showId, upload, filename, title });
    for (const { uploadId, object } of files)
      await this.store.noteArrival(uploadId, { object, episodeId: episode.id });
    return episode.id;
  }

  /** Moves the bytes of a finished upload into the object store, once. */
  private async keep({ id, metadata }: { id: string; metadata: Metadata }): Promise<ArrivedFile> {
    const path = join(this.store.directory, id);
    const type = typeOfFilename(metadata.filename);
    const known = (await this.store.arrival(id))?.object;
    const object = known ?? (await this.backend.objects.putFile(path, type, { move: true }));
    await this.store.noteArrival(id, { object });
    return { ...metadata, uploadId: id, object };
  }

  private async sweep(): Promise<void> {
    try {
      await this.server.cleanUpExpiredUploads();
    } catch (error) {
      this.backend.log.warn('Old unfinished uploads could not be removed.', { cause: String(error) });
    }
  }
}

/** What the files are to the episode: a recording or its speakers' tracks with their mix, and a transcript. */
function uploadOf(files: ArrivedFile[]): HandedIn {
  const inStore = ({ object, filename }: ArrivedFile) => ({ ...object, filename });
  const audio = files.find(({ kind, speaker }) => kind === 'audio' && speaker === undefined);
  const transcript = files.find(({ kind }) => kind === 'transcript');
  const tracks = files.flatMap((file) => (file.speaker ? { ...inStore(file), speaker: file.speaker } : []));
  return {
    audio: audio ? inStore(audio) : null,
    transcript: transcript ? inStore(transcript) : null,
    ...(tracks.length > 0 && { tracks }),
  };
}
