import { forkScript } from '#config';
import { resourceFailure } from '#contracts';
import type { CountJob, TokenizerName } from './tokenizer-process.js';

export type { TokenizerName } from './tokenizer-process.js';

/**
 * Exact token counts of each text by each vocabulary (Llama 3's 128k, GPT's o200k and cl100k), without special tokens.
 * Runs in a child process that ends with the call; an abort kills it.
 *
 * @throws Failure `resource` when the counter dies; the reason of the signal when aborted
 */
export function countTokens<N extends TokenizerName>(
  texts: string[],
  tokenizers: N[],
  signal?: AbortSignal,
): Promise<Record<N, number[]>> {
  signal?.throwIfAborted();
  const child = forkScript(import.meta.url, './tokenizer-process', [], { serialization: 'advanced' });
  const stop = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  return new Promise<Record<N, number[]>>((resolve, reject) => {
    child.once('message', (counts) => resolve(counts as Record<N, number[]>));
    child.once('error', reject);
    child.once('exit', (code, killedBy) =>
      reject(
        signal?.aborted
          ? signal.reason
          : resourceFailure(
              `The token counter ended: ${killedBy ?? `exit code ${code}`}.`,
              'Free some memory; the stage is tried again.',
            ),
      ),
    );
    child.send({ texts, tokenizers } satisfies CountJob);
  }).finally(() => signal?.removeEventListener('abort', stop));
}
