import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Upload } from '@tus/server';
import type { z } from 'zod';
import { dataPaths } from '#config';
import { type UploadView, uploadMetadata } from '#contracts';
import { addEpisode, type Backend } from '#pipeline';
import { typeOfFilename } from '../audio/audio-type.js';
import { InjectBackend } from '../backend.js';
import { notFound, RequestFailure } from '../http/request-failure.js';
import { mustFit } from './disk-space.js';
import { TusServer } from './tus-server.js';
import { UploadStore } from './upload-store.js';

type Metadata = z.infer<typeof uploadMetadata>;

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
  /** One arrival at a time for each upload, whoever asks. */
  private readonly arriving = new Map<string, Promise<string>>();
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
      disableTerminationForFinishedUploads: true,
      getFileIdFromRequest: (_, lastPath) => idOf(lastPath),
      onUploadCreate: async (_, upload) => ({ metadata: await this.welcome(upload) }),
      onUploadFinish: async (_, { id }) => ({ headers: { 'X-Episode-Id': await this.arrive(id) } }),
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
    return { id, offset: upload.offset, bytes: upload.size ?? upload.offset, episodeId };
  }

  onApplicationBootstrap(): void {
    this.sweeping = setInterval(() => void this.sweep(), sweepEveryMs).unref();
    void this.sweep();
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweeping);
  }

  /** Looks at an upload before its first byte: what cannot become an episode is refused at once. */
  private async welcome({ metadata, size }: Upload): Promise<Metadata & Record<string, string>> {
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
    return { ...given.data, filename };
  }

  private arrive(id: string): Promise<string> {
    const underWay = this.arriving.get(id) ?? this.makeEpisode(id).finally(() => this.arriving.delete(id));
    this.arriving.set(id, underWay);
    return underWay;
  }

  /** Each step is noted before the next, so that a failure in between is made good by asking again. */
  private async makeEpisode(id: string): Promise<string> {
    const known = await this.store.arrival(id);
    if (known?.episodeId) return known.episodeId;
    const { filename, showId, kind, title } = uploadMetadata.parse((await this.store.getUpload(id)).metadata);
    const path = join(this.store.directory, id);
    const object =
      known?.object ?? (await this.backend.objects.putFile(path, typeOfFilename(filename), { move: true }));
    await this.store.noteArrival(id, { object });
    const file = { ...object, filename };
    const upload = kind === 'audio' ? { audio: file, transcript: null } : { audio: null, transcript: file };
    const episode = await addEpisode(this.backend, { showId, upload, filename, title });
    await this.store.noteArrival(id, { object, episodeId: episode.id });
    return episode.id;
  }

  private async sweep(): Promise<void> {
    try {
      await this.server.cleanUpExpiredUploads();
    } catch (error) {
      this.backend.log.warn('Old unfinished uploads could not be removed.', { cause: String(error) });
    }
  }
}
