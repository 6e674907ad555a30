import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkScript } from '#config';
import { addEpisode, type Backend, closeBackend, createShow, type Engines } from '#pipeline';
import { runStage } from '../libs/pipeline/runner/run-stage.js';
import { freshDatabase } from './postgres.js';
import { openSimulated, type Simulation } from './simulated-speech.js';

export interface Fleet {
  backend: Backend;
  engines: Engines;
  workers: ChildProcess[];
  /** Adds a recording and measures it, so that its transcription waits for whoever comes first. */
  addRecording(chunks: number): Promise<string>;
  /** What each process did, in order: `plan`, `begin <chunk>`, `end <chunk>`. */
  decodeLog(): { pid: number; what: string; chunk: number }[];
  close(): Promise<void>;
}

/** Worker processes with a simulated engine, on a database and a data folder of their own. */
export async function startFleet(
  workers: number,
  engine: Pick<Simulation, 'chunkMs' | 'parallel'>,
): Promise<Fleet> {
  const database = await freshDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'showrunner-fleet-'));
  const logPath = join(dataFolder, 'decode.log');
  const given: Simulation = { ...engine, databaseUrl: database.url, dataFolder, decodeLog: logPath };
  const { backend, engines } = await openSimulated(given);
  const children = await Promise.all(Array.from({ length: workers }, () => startWorker(given)));
  return {
    backend,
    engines,
    workers: children,
    async addRecording(chunks) {
      const { id: showId } = await createShow(backend, {
        slug: 'simulated',
        title: 'Simulated',
        // There is no voice in a simulated recording.
        profile: { transcribe: { speakers: 'off' } },
      });
      const object = await backend.objects.put(Buffer.from(JSON.stringify({ chunks })), 'audio/wav');
      const upload = { audio: { ...object, filename: 'a.wav' }, transcript: null };
      const { id } = await addEpisode(backend, { showId, upload, filename: 'a.wav' });
      await runStage(backend, engines, id, 'ingest', new AbortController().signal);
      return id;
    },
    decodeLog: () =>
      (existsSync(logPath) ? readFileSync(logPath, 'utf8').trim().split('\n') : []).map((line) => {
        const [pid, what = '', chunk] = line.split(' ');
        return { pid: Number(pid), what, chunk: Number(chunk) };
      }),
    async close() {
      const alive = children.filter(({ connected }) => connected);
      const gone = alive.map((child) => once(child, 'exit'));
      for (const child of alive) child.disconnect();
      await Promise.all(gone);
      await closeBackend(backend);
      await database.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function startWorker(given: Simulation): Promise<ChildProcess> {
  const child = forkScript(import.meta.url, './speech-worker', [JSON.stringify(given)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const complaints: string[] = [];
  child.stderr?.on('data', (text) => complaints.push(String(text)));
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (said !== 'ready') throw new Error(`A simulated worker did not start: ${complaints.join('')}`);
  return child;
}
