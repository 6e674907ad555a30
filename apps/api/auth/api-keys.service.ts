import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { apiKeyView, madeKey } from '#contracts';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound, RequestFailure } from '../http/request-failure.js';
import type { Identity } from './identity.js';
import { hashOf, newSecret } from './secrets.js';

interface KeyRow {
  id: string;
  name: string;
  prefix: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

const view = ({ id, name, prefix, createdAt, lastUsedAt }: KeyRow): z.infer<typeof apiKeyView> => ({
  id,
  name,
  prefix,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

/** Keys for scripts. Only a signed-in person makes and removes them: a leaked key must not make itself immortal. */
@Injectable()
export class ApiKeysService {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  async list(who: Identity) {
    const rows = await this.backend.database.apiKey.findMany({
      where: { userId: who.id },
      orderBy: { createdAt: 'desc' },
    });
    return rows.map(view);
  }

  async make(who: Identity, name: string): Promise<z.infer<typeof madeKey>> {
    refuseKeys(who);
    const secret = `sr_${newSecret()}`;
    const key = await this.backend.database.apiKey.create({
      data: { userId: who.id, name, hash: hashOf(secret), prefix: secret.slice(0, 8) },
    });
    return { key: view(key), secret };
  }

  async remove(who: Identity, keyId: string): Promise<void> {
    refuseKeys(who);
    const { count } = await this.backend.database.apiKey.deleteMany({ where: { id: keyId, userId: who.id } });
    if (count === 0) throw notFound('API key');
  }
}

function refuseKeys(who: Identity): void {
  if (who.by === 'session') return;
  throw new RequestFailure(403, 'An API key cannot make or remove API keys.', 'Do this in the dashboard.');
}
