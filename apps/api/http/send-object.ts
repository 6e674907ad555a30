import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { ObjectRef } from '#contracts';
import type { ObjectStore } from '#storage';
import { byteRange } from './byte-range.js';
import { isUnchanged } from './unchanged.js';

/** A year, the longest that HTTP caches honour (RFC 9111 §5.3); an address with a content hash never changes. */
export const cacheForEver = 'public, max-age=31536000, immutable';
/** For what only signed-in people may have. */
export const cachePrivately = 'private, max-age=0, must-revalidate';

/**
 * Answers GET and HEAD with a stored object: one byte range, ETag, 304, 416 (RFC 9110 §13 and §14).
 * Several ranges in one request are answered with the whole, as §14.2 allows.
 */
export async function sendObject(
  request: Request,
  response: Response,
  objects: Pick<ObjectStore, 'open'>,
  object: ObjectRef,
  cacheControl: string,
): Promise<void> {
  const etag = `"${object.sha256}"`;
  response.status(200);
  response.setHeader('Content-Type', object.type);
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('ETag', etag);
  response.setHeader('Cache-Control', cacheControl);
  if (isUnchanged(request, etag)) {
    response.status(304).end();
    return;
  }
  const range = wantedRange(request, object.bytes, etag);
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${object.bytes}`);
    response.status(416).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: object.bytes - 1 };
  if (range) {
    response.status(206);
    response.setHeader('Content-Range', `bytes ${start}-${end}/${object.bytes}`);
  }
  response.setHeader('Content-Length', end - start + 1);
  if (request.method === 'HEAD' || object.bytes === 0) {
    response.end();
    return;
  }
  await sendStream(await objects.open(object, range), response);
}

/** Ranges mean something on GET only, and only while `If-Range` names what is still there. */
function wantedRange(request: Request, bytes: number, etag: string) {
  const ifRange = request.headers['if-range'];
  if (request.method !== 'GET' || (ifRange !== undefined && ifRange !== etag)) return undefined;
  return byteRange(request.headers.range, bytes);
}

/** A listener who goes away in mid-stream is no failure; the source is closed either way. */
async function sendStream(source: Readable, response: Response): Promise<void> {
  try {
    await pipeline(source, response);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
