import { Injectable } from '@nestjs/common';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { RequestFailure } from '../http/request-failure.js';

@Injectable()
export class FeedsService {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  /** The feed as it was rendered and checked when something was last published. */
  async newest(showSlug: string) {
    const version = await this.backend.database.feedVersion.findFirst({
      where: { show: { slug: showSlug } },
      orderBy: { id: 'desc' },
    });
    if (version) return version;
    throw new RequestFailure(
      404,
      'There is no such feed.',
      'A show has a feed once its first episode is published.',
    );
  }
}
