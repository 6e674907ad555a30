import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '#config';
import { freePort } from './free-port.js';

export interface Showrunner {
  url: string;
  signInLink: string;
  process: ChildProcess;
  dataFolder: string;
  /** All that was printed. */
  output(): string;
  /** Ends it as Ctrl-C does and waits; removes the data folder unless told to keep it. */
  stop(options?: { keepData?: boolean }): Promise<number | null>;
}

/** Starts the whole product as a user does, on a data folder of its own (a new one unless given) and a free port. */
export async function startShowrunner(
  env: Record<string, string> = {},
  dataFolder?: string,
  args: string[] = [],
): Promise<Showrunner> {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'showrunner-')));
  const child = spawn(process.execPath, [join(packageRoot, 'apps/cli/showrunner.mjs'), 'start', ...args], {
    env: {
      ...process.env,
      SHOWRUNNER_DATA: folder,
      PORT: String(await freePort()),
      SHOWRUNNER_SAMPLE: 'false',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const ready = new Promise<RegExpMatchArray>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const match = line.match(/ready at (\S+) .* (http\S+)$/);
        if (match) resolve(match);
      });
    child.once('exit', (code) =>
      reject(new Error(`Showrunner ended with code ${code}:\n${lines.join('\n')}`)),
    );
  });
  const [, url = '', signInLink = ''] = await ready;
  return {
    url,
    signInLink,
    process: child,
    dataFolder: folder,
    output: () => lines.join('\n'),
    async stop({ keepData = false } = {}) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT');
        await once(child, 'exit');
      }
      if (!keepData) await rm(folder, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}
