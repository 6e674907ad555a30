import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PostgresPrograms } from './postgres-programs.js';

export const clusterUser = 'showrunner';

/** A folder with a cluster in it, the password of its only user, and the server's log. */
export interface Cluster {
  readonly folder: string;
  /** What PostgreSQL calls PGDATA. */
  readonly data: string;
  readonly log: string;
  readonly password: string;
}

const inFolder = (folder: string) => ({
  data: join(folder, 'cluster'),
  log: join(folder, 'server.log'),
  passwordFile: join(folder, 'password'),
});

/** Opens the cluster in a folder and makes it first where there is none. An interrupted making leaves no half cluster. */
export async function openCluster(folder: string, programs: PostgresPrograms): Promise<Cluster> {
  const { data, log, passwordFile } = inFolder(folder);
  if (!existsSync(data)) await makeCluster(folder, programs);
  return { folder, data, log, password: await readFile(passwordFile, 'utf8') };
}

/** Makes the cluster beside its place and renames it there whole: of two makers at once the second yields. */
async function makeCluster(folder: string, programs: PostgresPrograms) {
  const draft = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const { data, passwordFile } = inFolder(draft);
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(draft, { mode: 0o700 });
  try {
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    programs.own(draft);
    programs.own(passwordFile);
    await programs.run('initdb', [
      `--pgdata=${data}`,
      `--username=${clusterUser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-locale',
      // Letters of every language fold and sort alike on every machine, whatever locales it has.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
    await renameUnlessTaken(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function renameUnlessTaken(draft: string, folder: string) {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes((error as { code?: string }).code ?? '')) throw error;
  }
  try {
    await rename(draft, folder);
  } catch (error) {
    if (!existsSync(inFolder(folder).data)) throw error;
  }
}

/**
 * The port of the server that runs on this cluster, as its `postmaster.pid` says (lines: pid, folder, start time, port).
 * Null when none runs, or the file is still being written.
 */
export async function findServer(cluster: Cluster): Promise<{ port: number } | null> {
  const path = join(cluster.data, 'postmaster.pid');
  const lines = existsSync(path) ? (await readFile(path, 'utf8').catch(() => '')).split('\n') : [];
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !port || !isAlive(pid)) return null;
  if (await servesCluster(pid, cluster)) return { port };
  // After a restart of the machine or container another process may have got the pid; the server would refuse to start.
  await rm(path, { force: true });
  return null;
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** Only Linux tells what a pid runs without another program; elsewhere a living pid is taken for the server. */
async function servesCluster(pid: number, cluster: Cluster) {
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes(cluster.data);
}
