import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: a secret that cannot be guessed needs no slow hash (OWASP, Session Management: at least 64 bits). */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What the database keeps in place of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
