import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { voiceList } from '#contracts';
import { type Backend, forgetVoices } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { ShowsService } from './shows.service.js';

/** Whose voices a show knows. A voice is personal data: it is shown that it is kept, never what it is, and it can go. */
@Injectable()
export class VoicesService {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly shows: ShowsService,
  ) {}

  async list(showId: string): Promise<z.infer<typeof voiceList>> {
    await this.shows.find(showId);
    const people = await this.backend.database.person.findMany({
      where: { showId, voices: { some: {} } },
      include: { voices: { select: { createdAt: true }, orderBy: { createdAt: 'asc' } } },
      orderBy: { name: 'asc' },
    });
    return {
      voices: people.flatMap(({ id, name, voices: [first, ...more] }) =>
        first ? { personId: id, name, episodes: 1 + more.length, since: first.createdAt.toISOString() } : [],
      ),
    };
  }

  /** All of them when no person is given. */
  async forget(showId: string, personId?: string): Promise<void> {
    await this.shows.find(showId);
    await forgetVoices(this.backend, showId, personId);
  }
}
