import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

/** SHA-256 (hex) and length in bytes of a content; hands each chunk to `sink` on the way and waits for it. */
export async function digestOf(
  content: Buffer | Readable,
  sink: (chunk: Buffer) => Promise<void> = async () => undefined,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of Buffer.isBuffer(content) ? [content] : content) {
    const chunk = Buffer.isBuffer(part) ? part : Buffer.from(part);
    hash.update(chunk);
    bytes += chunk.length;
    await sink(chunk);
  }
  return { sha256: hash.digest('hex'), bytes };
}
