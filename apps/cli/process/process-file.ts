import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Settings } from '#config';
import {
  Failure,
  type GlossaryTerm,
  glossaryFile,
  inputFailure,
  type KnownSound,
  soundsFile,
  type Upload,
} from '#contracts';
import {
  addEpisode,
  type Backend,
  closeBackend,
  createShow,
  openBackend,
  openEngines,
  release,
  runInline,
  type StageProgress,
} from '#pipeline';
import { commandLog } from '../log.js';
import { openDatabaseFor } from '../open-database.js';
import { progressBars } from './bars.js';
import type { TrackFile } from './track-option.js';
import { writeOutputs } from './write-outputs.js';

export interface ProcessOptions {
  audio?: string;
  /** One file for each speaker; `audio` is then their mix, if there is one already. */
  tracks: TrackFile[];
  out: string;
  transcript?: string;
  language: string;
  glossary?: string;
  sounds?: string;
  profile: 'gentle' | 'standard' | 'tight';
  quiet: boolean;
}

/** What the show knows before it hears anything. */
interface Known {
  glossary: GlossaryTerm[];
  sounds: KnownSound[];
}

/**
 * Runs the whole pipeline on one file, in this process and on the embedded database, and writes its files.
 * @throws Failure (input) when the file cannot be used; nothing is written then
 */
export async function processFile(settings: Settings, options: ProcessOptions): Promise<void> {
  const known = { glossary: await readGlossary(options.glossary), sounds: await readSounds(options.sounds) };
  const files = filesOf(options);
  if (files.length === 0)
    throw inputFailure(
      'There is nothing to process.',
      'Name a recording, a track for each speaker with --track, or a transcript with --transcript.',
    );
  for (const path of files) await mustBeFile(path);
  const database = await openDatabaseFor(settings, 'process');
  const backend = await openBackend(settings, database.url, commandLog(options.quiet), { withQueue: false });
  try {
    await processWith(backend, options, known);
  } finally {
    await closeBackend(backend);
    await database.stop();
  }
}

async function processWith(backend: Backend, options: ProcessOptions, known: Known): Promise<void> {
  const stopping = new AbortController();
  const stop = () =>
    stopping.abort(new Failure('input', 'Stopped.', 'Run it again: finished parts are kept.'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const showId = await makeShow(backend, options, known);
  const engines = openEngines(backend.settings);
  const bars = progressBars(options.quiet);
  try {
    const upload = await storeUpload(backend, options);
    const filename = basename(filesOf(options)[0] ?? '');
    const { id } = await addEpisode(backend, { showId, upload, filename });
    const stages = await runInline(backend, engines, id, stopping.signal, (now) => bars.show(now));
    bars.end();
    refuseFailed(stages);
    if (upload.audio || upload.tracks) await release(backend, id, 'process');
    await writeOutputs(backend, showId, id, options.out);
  } finally {
    bars.end();
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await engines.close();
    await backend.database.episode.deleteMany({ where: { showId } });
    await backend.database.show.delete({ where: { id: showId } });
  }
}

/** A show of its own for each run; what was computed stays in the store, the rows go. */
const makeShow = (backend: Backend, { language, profile }: ProcessOptions, known: Known) =>
  createShow(backend, {
    slug: `process-${randomUUID()}`,
    title: 'My show',
    description: 'Made with Showrunner.',
    language: language === 'auto' ? 'en' : language,
    profile: { transcribe: { language }, clean: { profile } },
    ...known,
  }).then(({ id }) => id);

async function storeUpload(
  { objects }: Backend,
  { audio, tracks, transcript }: ProcessOptions,
): Promise<Upload> {
  const store = async (path: string) => ({
    ...(await objects.putFile(path, 'application/octet-stream')),
    filename: basename(path),
  });
  const stored = [];
  for (const { speaker, path } of tracks) stored.push({ ...(await store(path)), speaker });
  return {
    audio: audio ? await store(audio) : null,
    transcript: transcript ? await store(transcript) : null,
    ...(stored.length > 0 && { tracks: stored }),
  };
}

const filesOf = ({ audio, tracks, transcript }: ProcessOptions): string[] =>
  [audio, ...tracks.map(({ path }) => path), transcript].filter((path) => path !== undefined);

function refuseFailed(stages: StageProgress[]): void {
  const failed = stages.find(({ state }) => state === 'failed');
  if (!failed) return;
  const { failureClass, failure, remedy, stage } = failed;
  throw new Failure((failureClass ?? 'bug') as Failure['failureClass'], `${stage}: ${failure}`, remedy ?? '');
}

async function mustBeFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: Error) => error);
  if (found instanceof Error) throw inputFailure(`${path} cannot be read.`, 'Check the path.', found);
  if (!found.isFile()) throw inputFailure(`${path} is not a file.`, 'Name one recording or transcript.');
}

async function readSounds(path: string | undefined): Promise<KnownSound[]> {
  if (!path) return [];
  await mustBeFile(path);
  try {
    return soundsFile.parse(JSON.parse(await readFile(path, 'utf8'))).sounds;
  } catch (error) {
    throw inputFailure(`${path} holds no sounds.`, 'Make it with `showrunner sounds list --json`.', error);
  }
}

async function readGlossary(path: string | undefined): Promise<GlossaryTerm[]> {
  if (!path) return [];
  await mustBeFile(path);
  try {
    return glossaryFile.parse(JSON.parse(await readFile(path, 'utf8'))).terms;
  } catch (error) {
    throw inputFailure(`${path} is no glossary.`, 'It is JSON: {"terms": [{"term": "MinHash"}]}.', error);
  }
}
