import { basename, join, resolve } from 'node:path';
import { packageRoot, type Settings } from '#config';
import { addEpisode, type Backend, closeBackend, createShow, openBackend } from '#pipeline';
import { commandLog } from '../log.js';

const sample = join(packageRoot, 'samples/small-batch-audio.mp3');

/**
 * On the very first start makes a show and takes the bundled episode in, so that a newcomer sees a finished one; a
 * recording named on the command line joins the first show instead.
 */
export async function addFirstEpisodes(
  settings: Settings,
  databaseUrl: string,
  audio: string | undefined,
): Promise<void> {
  const backend = await openBackend(settings, databaseUrl, commandLog(false));
  try {
    const first = await backend.database.show.findFirst({ orderBy: { createdAt: 'asc' } });
    const showId = first?.id ?? (await createFirstShow(backend)).id;
    const recording = audio ?? (!first && settings.SHOWRUNNER_SAMPLE ? sample : undefined);
    if (recording) await takeIn(backend, showId, resolve(recording));
  } finally {
    await closeBackend(backend);
  }
}

const createFirstShow = (backend: Backend) =>
  createShow(backend, {
    slug: 'my-show',
    title: 'My show',
    description: 'Recorded, cleaned and published with Showrunner.',
    review: 'publish',
  });

async function takeIn(backend: Backend, showId: string, path: string): Promise<void> {
  const source = await backend.objects.putFile(path, 'application/octet-stream');
  const filename = basename(path);
  await addEpisode(backend, {
    showId,
    filename,
    upload: { audio: { ...source, filename }, transcript: null },
  });
}
