import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { dependencyFailure, type Failure, inputFailure, resourceFailure } from '#contracts';

export interface ChildOptions {
  signal: AbortSignal;
  /** Wall clock. The child is ended when it is over. */
  limitMs: number;
  /** Turns a bad exit into a Failure; `stderr` is the last part of what the child wrote. */
  onBadExit(stderr: string): Failure;
}

export interface Child {
  stdin: Writable;
  stdout: Readable;
  /** The last part of stderr after a clean exit. Rejects with a Failure, or with the signal's reason. */
  done: Promise<string>;
}

/** Kept of stderr: enough for ffmpeg's header, its errors and the loudness summary at the end. */
const stderrTailBytes = 64 * 1024;
/** Between the request to end and the kill. ffmpeg needs milliseconds; a stuck decoder never answers. */
const graceMs = 2_000;

const living = new Set<ChildProcessByStdio<Writable, Readable, Readable>>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Tells a full disk or memory from the faults that only the caller can name. */
function failureOf(stderr: string, onBadExit: ChildOptions['onBadExit']): Failure {
  const shortage = /No space left on device|Cannot allocate memory|Disk quota exceeded/.exec(stderr)?.[0];
  if (!shortage) return onBadExit(stderr);
  return resourceFailure(
    `ffmpeg stopped: ${shortage}.`,
    'Free disk space or memory; the work resumes by itself.',
  );
}

/**
 * Starts a media program with all three pipes drained or piped, ended by the signal, by the time limit and with this process.
 * A child of a killed parent ends too: every command reads from or writes to one of the pipes, which then break.
 */
export function startChild(path: string, args: string[], options: ChildOptions): Child {
  const { signal, limitMs, onBadExit } = options;
  signal.throwIfAborted();
  const child = spawn(path, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  living.add(child);
  let stderr = '';
  let stopped: unknown;
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrTailBytes);
  });

  const stop = (reason: unknown) => {
    if (stopped) return;
    stopped = reason;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
  };
  const onAbort = () => stop(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => {
    const seconds = Math.round(limitMs / 1000);
    stop(
      inputFailure(
        `The audio took longer than ${seconds} s to work through, which is far longer than its length explains.`,
        'Convert it to MP3 or WAV with another program and upload that.',
      ),
    );
  }, limitMs);

  const done = new Promise<string>((resolve, reject) => {
    child.on('error', (error) =>
      reject(
        dependencyFailure(`${path} could not be started: ${error.message}.`, 'Check FFMPEG_BIN.', error),
      ),
    );
    // Whatever a stopped child wrote last is read by nobody, and an unread pipe would never close.
    child.on('exit', () => stopped && child.stdout.destroy());
    child.on('close', (code) => {
      if (stopped) reject(stopped);
      else if (code === 0) resolve(stderr);
      else reject(failureOf(stderr, onBadExit));
    });
  }).finally(() => {
    living.delete(child);
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  });
  // A broken stdin pipe is the failure of `done` a second time.
  child.stdin.on('error', () => undefined);
  return { stdin: child.stdin, stdout: child.stdout, done: awaitedLater(done) };
}

/** A promise that someone awaits only after a stream has ended: until then its rejection is not unhandled. */
export function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** Reads a child's whole output, which must stay below `maxBytes`. */
export async function readAll(child: Child, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of child.stdout as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBytes)
      throw inputFailure(
        'The file describes itself at absurd length.',
        'Convert it with another program first.',
      );
    parts.push(part);
  }
  await child.done;
  return Buffer.concat(parts);
}
