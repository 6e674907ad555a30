import { z } from 'zod';
import { at, id } from './fields.js';

export const signIn = z.object({ token: z.string().min(1).max(200) });
/** `by`: how this request was recognised. */
export const me = z.object({ id, email: z.string(), name: z.string(), by: z.enum(['session', 'key']) });
export const newKey = z.object({ name: z.string().trim().min(1).max(100) });
/** `prefix`: the key's first characters, to tell keys apart. */
export const apiKeyView = z.object({
  id,
  name: z.string(),
  prefix: z.string(),
  createdAt: at,
  lastUsedAt: at.nullable(),
});
export const keyList = z.object({ keys: z.array(apiKeyView) });
/** `secret` is shown this once. */
export const madeKey = z.object({ key: apiKeyView, secret: z.string() });
