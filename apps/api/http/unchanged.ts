import type { Request } from 'express';

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/**
 * Whether the sender has this very version already (RFC 9110 §13.1). Express's own check sends everything anew to
 * whoever adds `Cache-Control: no-cache`, as every fetch with a condition of its own does.
 */
export function isUnchanged({ headers }: Pick<Request, 'headers'>, etag: string, modified?: Date): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    return tags.trim() === '*' || tags.split(',').some((tag) => opaque(tag) === opaque(etag));
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  if (!modified || Number.isNaN(since)) return false;
  return Math.floor(modified.getTime() / 1000) * 1000 <= since;
}
