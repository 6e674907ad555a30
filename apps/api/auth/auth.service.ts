import { Injectable } from '@nestjs/common';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { RequestFailure } from '../http/request-failure.js';
import type { Identity } from './identity.js';
import { hashOf, newSecret } from './secrets.js';

/** A browser stays signed in for a month. */
export const sessionLifeMs = 30 * 24 * 60 * 60_000;
/** When a key was last used is noted at most this often: it is a hint, not a log. */
const lastUsedEveryMs = 60_000;

@Injectable()
export class AuthService {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  /** Turns a one-time token into a session. @returns the session's secret, for the cookie */
  async signIn(token: string): Promise<{ secret: string; identity: Identity }> {
    const { database } = this.backend;
    const link = await database.session.findUnique({
      where: { hash: hashOf(token) },
      include: { user: true },
    });
    const used = await database.session.deleteMany({
      where: { hash: hashOf(token), oneTime: true, expiresAt: { gt: new Date() } },
    });
    if (!link || used.count !== 1) {
      throw new RequestFailure(
        401,
        'This sign-in link was used already or is too old.',
        'Make a new one with `npx showrunner sign-in` on the machine that runs the server.',
      );
    }
    await database.session.deleteMany({ where: { expiresAt: { lt: new Date() } } });
    const secret = newSecret();
    const expiresAt = new Date(Date.now() + sessionLifeMs);
    await database.session.create({ data: { userId: link.userId, hash: hashOf(secret), expiresAt } });
    const { id, email, name } = link.user;
    return { secret, identity: { id, email, name, by: 'session' } };
  }

  async signOut(secret: string): Promise<void> {
    await this.backend.database.session.deleteMany({ where: { hash: hashOf(secret) } });
  }

  async bySession(secret: string): Promise<Identity | null> {
    const session = await this.backend.database.session.findFirst({
      where: { hash: hashOf(secret), oneTime: false, expiresAt: { gt: new Date() } },
      include: { user: true },
    });
    if (!session) return null;
    const { id, email, name } = session.user;
    return { id, email, name, by: 'session' };
  }

  async byKey(secret: string): Promise<Identity | null> {
    const { database } = this.backend;
    const key = await database.apiKey.findUnique({
      where: { hash: hashOf(secret) },
      include: { user: true },
    });
    if (!key) return null;
    if (Date.now() - (key.lastUsedAt?.getTime() ?? 0) > lastUsedEveryMs) {
      await database.apiKey.updateMany({ where: { id: key.id }, data: { lastUsedAt: new Date() } });
    }
    const { id, email, name } = key.user;
    return { id, email, name, by: 'key' };
  }
}
