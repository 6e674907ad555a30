import type { Database } from '#database';
import { hashOf, newSecret } from './secrets.js';

/** Long enough to start the browser, short enough that a link in a terminal's history is worth nothing. */
const linkLifeMs = 60 * 60_000;

/** Whoever starts the server owns it: there is one user until others are invited. */
const ownerEmail = 'host@showrunner.local';

/**
 * Makes a link that signs one browser in, once, within an hour. The owner is created when there is none.
 * @param baseUrl where the dashboard is reached
 */
export async function createSignInLink(database: Database, baseUrl: string): Promise<string> {
  const user = await database.user.upsert({
    where: { email: ownerEmail },
    create: { email: ownerEmail, name: 'Host' },
    update: {},
  });
  const token = newSecret();
  const expiresAt = new Date(Date.now() + linkLifeMs);
  await database.session.create({ data: { userId: user.id, hash: hashOf(token), oneTime: true, expiresAt } });
  return `${baseUrl.replace(/\/+$/, '')}/sign-in#token=${token}`;
}
