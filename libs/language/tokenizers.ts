import type { ChildProcess } from 'node:child_process';
import { forkScript } from '#config';
import { resourceFailure } from '#contracts';
import type { CountJob, CountReply, TokenizerName } from './tokenizer-process.js';

export type { TokenizerName } from './tokenizer-process.js';

/** Unpacking the vocabularies takes a second of CPU and they hold 100 MB: kept this long for the next episode, then given back. */
const idleMs = 60_000;

interface Waiting {
  resolve(reply: CountReply): void;
  reject(error: unknown): void;
}

let counter: { child: ChildProcess; waiting: Map<number, Waiting>; idle?: NodeJS.Timeout } | null = null;
let lastId = 0;

/**
 * Exact token counts of each text by each vocabulary (Llama 3's 128k, GPT's o200k and cl100k), without special tokens.
 * Runs in a child process that ends when it has had nothing to do for a minute, and with its parent.
 *
 * @throws Failure `resource` when the counter dies; the reason of the signal when aborted
 */
export async function countTokens<N extends TokenizerName>(
  texts: string[],
  tokenizers: N[],
  signal?: AbortSignal,
): Promise<Record<N, number[]>> {
  signal?.throwIfAborted();
  counter ??= startCounter();
  const { child, waiting } = counter;
  const id = ++lastId;
  let onAbort = () => {};
  try {
    clearTimeout(counter.idle);
    child.ref();
    child.channel?.ref();
    return (await new Promise<CountReply>((resolve, reject) => {
      onAbort = () => reject(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      waiting.set(id, { resolve, reject });
      child.send({ id, texts, tokenizers } satisfies CountJob);
    })) as Record<N, number[]>;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    waiting.delete(id);
    if (counter?.child === child && waiting.size === 0) rest(counter);
  }
}

function startCounter(): NonNullable<typeof counter> {
  const child = forkScript(import.meta.url, './tokenizer-process', [], { serialization: 'advanced' });
  const waiting = new Map<number, Waiting>();
  child.on('message', ({ id, ...reply }: CountReply & { id: number }) => waiting.get(id)?.resolve(reply));
  const died = (why: string) => {
    if (counter?.child === child) counter = null;
    const failure = resourceFailure(
      `The token counter ended: ${why}.`,
      'Free some memory; the stage is tried again.',
    );
    for (const { reject } of waiting.values()) reject(failure);
  };
  child.once('error', (error) => died(error.message));
  child.once('exit', (code, killedBy) => died(killedBy ?? `exit code ${code}`));
  return { child, waiting };
}

/** While it only waits for the next episode it must not keep our process alive. */
function rest(resting: NonNullable<typeof counter>) {
  resting.child.unref();
  resting.child.channel?.unref();
  resting.idle = setTimeout(() => {
    if (counter === resting) counter = null;
    resting.child.disconnect();
  }, idleMs).unref();
}
