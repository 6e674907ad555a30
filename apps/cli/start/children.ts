import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

export interface Child {
  /** Resolves when the process says that it is ready; rejects when it ends before. */
  ready: Promise<void>;
  /** Asks it to end, and ends it after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

/** A server that ends on its own is started again after this long. */
const restartAfterMs = 2_000;

/** Starts one of our servers as a child process and keeps it running. Its log lines go to our stderr. */
export function startChild(
  script: URL,
  env: Record<string, string>,
  onRestart: (code: number | null) => void,
): Child {
  let stopping = false;
  let child: ChildProcess;
  const launch = (): Promise<void> =>
    new Promise((resolve, reject) => {
      child = fork(script, { env: { ...process.env, ...env }, stdio: ['ignore', 2, 2, 'ipc'] });
      let up = false;
      child.once('message', () => {
        up = true;
        resolve();
      });
      child.once('exit', (code) => {
        if (!up) reject(new Error(`${script.pathname} ended with code ${code} before it was ready.`));
        if (!up || stopping) return;
        onRestart(code);
        void pause(restartAfterMs).then(() => (stopping ? undefined : launch().catch(() => onRestart(null))));
      });
    });
  const ready = launch();
  return {
    ready,
    async stop(graceMs = 15_000) {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
