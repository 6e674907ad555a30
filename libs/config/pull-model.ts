import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { asFailure, dependencyFailure, type Failure, inputFailure } from '#contracts';
import { faultOf, findModel, type ModelFile, modelsFolder, sizeOf } from './models.js';

/** A connection that breaks off is taken up again as long as each try brings something. */
const vainTries = 3;

export interface PullOptions {
  /** Address of a folder to take the files from, instead of the addresses in the manifest. */
  url?: string;
  /** Bytes that are there and bytes in all, of the whole model. */
  onProgress?: (bytes: number, total: number) => void;
  signal?: AbortSignal;
  folder?: string;
}

/**
 * Fetches a model's files into models/, going on where an earlier try broke off, and puts each in its place only when
 * its checksum is right.
 *
 * @throws Failure `input` for an unknown name, `dependency` when the server does not give the file, `resource` without room
 */
export async function pullModel(name: string, options: PullOptions = {}): Promise<void> {
  const { onProgress = () => undefined, folder = modelsFolder } = options;
  const { files } = await findModel(name, folder);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let before = 0;
  for (const file of files) {
    const path = join(folder, file.path);
    const start = before;
    if (await faultOf(file, path, true)) {
      await pullFile(file, path, addressOf(name, file, options.url), {
        onBytes: (bytes) => onProgress(start + bytes, total),
        signal: options.signal,
      });
    }
    before += file.bytes;
    onProgress(before, total);
  }
}

function addressOf(name: string, file: ModelFile, folderUrl: string | undefined): string {
  const url = folderUrl ? `${folderUrl.replace(/\/$/, '')}/${basename(file.path)}` : file.url;
  if (url) return url;
  throw inputFailure(
    `${name} has no address to be fetched from: its files come with Showrunner.`,
    'Restore them with git checkout models, or give the address of a folder that holds them with --url.',
  );
}

interface FileOptions {
  onBytes: (bytes: number) => void;
  signal: AbortSignal | undefined;
}

async function pullFile(file: ModelFile, path: string, url: string, options: FileOptions) {
  const part = `${path}.part`;
  const have = async () => (await sizeOf(part)) ?? 0;
  await mkdir(dirname(path), { recursive: true });
  for (let vain = 0; (await have()) < file.bytes; ) {
    const before = await have();
    try {
      await append(part, before, url, options);
      break;
    } catch (error) {
      options.signal?.throwIfAborted();
      vain = (await have()) > before ? 0 : vain + 1;
      if (vain === vainTries || !mayPass(error)) throw asPullFailure(url, error);
    }
  }
  const fault = await faultOf(file, part, true);
  if (fault) {
    await rm(part, { force: true });
    throw asPullFailure(url, new Error(`what came is not the model: ${fault}`));
  }
  await rename(part, path);
}

/** An answer that is no file; another try would get the same. */
class Refused extends Error {}

async function append(part: string, from: number, url: string, { onBytes, signal }: FileOptions) {
  const response = await fetch(url, {
    headers: { ...(from > 0 && { range: `bytes=${from}-` }), 'accept-encoding': 'identity' },
    ...(signal && { signal }),
  });
  if (!response.ok || !response.body)
    throw new Refused(`it answers ${response.status} ${response.statusText}`);
  const resumed =
    response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${from}-`);
  let bytes = resumed ? from : 0;
  const count = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      onBytes(bytes);
      yield chunk;
    }
  };
  await pipeline(
    Readable.fromWeb(response.body),
    count,
    createWriteStream(part, { flags: resumed ? 'a' : 'w' }),
  );
}

const mayPass = (error: unknown) =>
  !(error instanceof Refused) && asFailure(error).failureClass !== 'resource';

function asPullFailure(url: string, error: unknown): Failure {
  const failure = asFailure(error);
  if (failure.failureClass === 'resource') return failure;
  return dependencyFailure(
    `${url} could not be fetched: ${failure.message}`,
    'Check the address and the connection, and pull again: it goes on where it broke off.',
    error,
  );
}
