import { forkScript } from '#config';
import { inputFailure, resourceFailure } from '#contracts';
import type { SandboxReply } from './sandbox-process.js';

/** Start of the process, on a machine that is busy, and the computation itself. */
const LIFE_MS = 10_000;

/** Longer code is no small computation. */
export const MAX_CODE_CHARACTERS = 2_000;

/**
 * The value of a piece of JavaScript as JSON, computed by QuickJS in WebAssembly, in a process of its own that has no
 * environment and ends with the call: no network, no files, no clock to wait on, 16 MB, half a second.
 *
 * @throws Failure `input` for code that is wrong, too long, or does not end; `resource` when the process dies; the reason
 * of the signal when aborted
 */
export async function computeInSandbox(code: string, signal?: AbortSignal): Promise<string> {
  signal?.throwIfAborted();
  const wrong = (why: string) =>
    inputFailure(`That cannot be computed: ${why}.`, 'Write a short expression.');
  if (code.length > MAX_CODE_CHARACTERS) throw wrong('it is too long');
  const child = forkScript(import.meta.url, './sandbox-process', [], { env: {} });
  const kill = () => child.kill('SIGKILL');
  const timer = setTimeout(kill, LIFE_MS);
  signal?.addEventListener('abort', kill, { once: true });
  try {
    const reply = await new Promise<SandboxReply>((resolve, reject) => {
      child.once('message', resolve);
      child.once('error', reject);
      child.once('exit', () =>
        reject(signal?.aborted ? signal.reason : resourceFailure('The sandbox ended early.', 'Try again.')),
      );
      child.send(code);
    });
    if ('error' in reply) throw wrong(reply.error);
    return reply.value;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
    kill();
  }
}
