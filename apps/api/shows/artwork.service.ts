import { Injectable } from '@nestjs/common';
import { type ObjectRef, objectRef, type ShowView } from '#contracts';
import { prepareArtwork } from '#feed';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound, RequestFailure } from '../http/request-failure.js';
import { ShowsService } from './shows.service.js';

/** A 3000-pixel PNG without compression worth the name is about 20 MB. */
const maxBytes = 20_000_000;

@Injectable()
export class ArtworkService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly shows: ShowsService,
  ) {}

  async of(showId: string): Promise<ObjectRef> {
    const { artwork } = await this.shows.find(showId);
    if (artwork === null) throw notFound('artwork');
    return objectRef.parse(artwork);
  }

  /** Takes an image as a request body and makes it the show's artwork, as a JPEG that podcast apps accept. */
  async replace(showId: string, body: AsyncIterable<Buffer>, type: string | undefined): Promise<ShowView> {
    if (!type?.startsWith('image/')) {
      throw new RequestFailure(
        415,
        'The artwork must be an image.',
        'Send a JPEG, PNG or WebP file with its Content-Type.',
      );
    }
    await this.shows.find(showId);
    const jpeg = await prepareArtwork(await readAtMost(body));
    return this.shows.change(showId, { artwork: await this.backend.objects.put(jpeg, 'image/jpeg') });
  }
}

async function readAtMost(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > maxBytes)
      throw new RequestFailure(
        413,
        'The artwork is larger than 20 MB.',
        'Save it as a JPEG of at most 3000 pixels.',
      );
    parts.push(part);
  }
  return Buffer.concat(parts);
}
