import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Settings } from '#config';

/** Whoever starts Showrunner waits for an episode, not for this. */
const firstAfterMs = 15 * 60_000;
const everyMs = 24 * 3600_000;

/**
 * Sweeps the objects of the data folder once a day, in a process of its own, where its databases lie there too. A bucket
 * or another server may serve others, which nobody here can know: there `showrunner sweep --sole` is for a timetable of
 * the host's.
 */
export function sweepDaily(settings: Settings): { stop(): Promise<void> } {
  if (settings.S3_BUCKET || settings.DATABASE_URL) return { stop: async () => {} };
  let child: ChildProcess | undefined;
  const run = () => {
    child = fork(new URL('../main.js', import.meta.url), ['sweep'], {
      stdio: ['ignore', 'ignore', 2, 'ipc'],
    });
    child.once('error', (error) => console.error(`Old objects could not be swept: ${error.message}`));
  };
  const timers = [setTimeout(run, firstAfterMs), setInterval(run, everyMs)];
  return {
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
