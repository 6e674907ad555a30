import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startShowrunner } from '../test/showrunner.js';
import { signIn } from '../test/sign-in.js';
import { type Bench, row } from './bench.js';

const mib = 1024 ** 2;
const uploadBytes = 1024 * mib;
const partBytes = 32 * mib;

export const bench: Bench = {
  what: 'warm start, and what the API holds in memory when idle and while 1 GB is uploaded',
  async run() {
    const first = await startShowrunner();
    await first.stop({ keepData: true });
    const startedAt = performance.now();
    const warm = await startShowrunner({}, first.dataFolder);
    const dashboard = await fetch(warm.url);
    await dashboard.text();
    const startS = (performance.now() - startedAt) / 1000;
    try {
      await pause(3_000); // what start-up used is given back
      const pid = await apiProcess(warm.process.pid as number);
      const idle = await memoryBytes(pid);
      const most = await uploadWatched(warm.url, await signIn(warm.signInLink), pid);
      return [
        row(
          'warm start to a served dashboard',
          `${startS.toFixed(2)} s`,
          '≤ 5 s',
          dashboard.ok && startS <= 5,
        ),
        row('API, idle', `${(idle / mib).toFixed(0)} MiB`, '≤ 250 MB', idle <= 250e6),
        row(
          'API, more during a 1 GB upload',
          `${((most - idle) / mib).toFixed(0)} MiB`,
          '≤ 64 MB',
          most - idle <= 64e6,
        ),
      ];
    } finally {
      await warm.stop();
    }
  },
};

/** Sends a gigabyte of noise by tus and gives the most memory that the API held meanwhile. */
async function uploadWatched(url: string, cookie: string, pid: number): Promise<number> {
  const headers = { cookie, origin: url, 'tus-resumable': '1.0.0' };
  const shows = (await (await fetch(`${url}/api/v1/shows`, { headers })).json()) as {
    shows: { id: string }[];
  };
  const metadata = { filename: 'noise.bin', showId: shows.shows[0]?.id ?? '', kind: 'audio' };
  const made = await fetch(`${url}/api/v1/uploads`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(uploadBytes),
      'upload-metadata': Object.entries(metadata)
        .map(([k, v]) => `${k} ${Buffer.from(v).toString('base64')}`)
        .join(','),
    },
  });
  const location = new URL(made.headers.get('location') ?? '', url);
  const part = randomBytes(partBytes);
  let most = 0;
  for (let offset = 0; offset < uploadBytes; offset += partBytes) {
    const sent = fetch(location, {
      method: 'PATCH',
      headers: {
        ...headers,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      },
      body: part,
    });
    most = Math.max(most, await memoryBytes(pid));
    const answer = await sent;
    if (!answer.ok)
      throw new Error(`The upload stopped at ${offset}: ${answer.status} ${await answer.text()}`);
    most = Math.max(most, await memoryBytes(pid));
  }
  return most;
}

const memoryBytes = async (pid: number): Promise<number> =>
  Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;

/** The child of `start` that runs the API. */
async function apiProcess(parent: number): Promise<number> {
  const children = (await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8')).trim().split(' ');
  for (const child of children)
    if ((await readFile(`/proc/${child}/cmdline`, 'utf8')).includes('apps/api/main')) return Number(child);
  throw new Error('The API process was not found.');
}
