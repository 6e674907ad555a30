import type { Settings } from '#config';
import { inputFailure, type NewSound } from '#contracts';
import {
  askScans,
  type Backend,
  closeBackend,
  countHeard,
  forgetSound,
  openBackend,
  proposeFound,
  readScans,
  scanEpisode,
  storedTemplate,
  teachSound,
} from '#pipeline';
import { commandLog } from '../log.js';
import { openDatabaseFor } from '../open-database.js';
import { readTime } from './read-time.js';

interface OfShow {
  show?: string;
}

/** Who decides from a terminal. */
const by = 'command line';

/** Works on the database and the objects of the settings, beside a running Showrunner or without one. */
async function onShow(
  settings: Settings,
  { show: slug }: OfShow,
  act: (backend: Backend, showId: string) => Promise<void>,
): Promise<void> {
  const database = await openDatabaseFor(settings);
  const backend = await openBackend(settings, database.url, commandLog(true));
  try {
    await act(backend, await findShow(backend, slug));
  } finally {
    await closeBackend(backend);
    await database.stop();
  }
}

async function findShow({ database }: Backend, slug: string | undefined): Promise<string> {
  const shows = await database.show.findMany({ orderBy: { createdAt: 'asc' } });
  const fitting = slug ? shows.filter((show) => show.slug === slug) : shows;
  const [only, other] = fitting;
  if (only && !other) return only.id;
  const known = shows.map((show) => show.slug).join(', ');
  throw inputFailure(
    slug ? `There is no show “${slug}”.` : 'There is not one show alone.',
    known ? `Name one with --show: ${known}.` : 'Make a show in the dashboard first.',
  );
}

export const listSounds = (settings: Settings, options: OfShow & { json: boolean }) =>
  onShow(settings, options, async (backend, showId) => {
    const rows = await backend.database.sound.findMany({ where: { showId }, orderBy: { name: 'asc' } });
    const sounds = rows.map(({ id, name, verdict, template }) => {
      const { fingerprint, durationMs } = storedTemplate.parse(template);
      return { id, name, verdict, fingerprint, durationMs };
    });
    if (options.json) return console.log(JSON.stringify({ sounds }, null, 1));
    const heard = await countHeard(backend, showId);
    for (const { id, name, verdict, durationMs } of sounds) {
      const { times = 0, episodes = 0 } = heard.get(id) ?? {};
      const length = `${(durationMs / 1000).toFixed(1)} s`;
      console.log(
        `${name.padEnd(24)} ${verdict.padEnd(12)} ${length}  ${times} in ${episodes} episodes  ${id}`,
      );
    }
    if (sounds.length === 0)
      console.log('No sounds yet: showrunner sounds teach <episode> --from 1:02.5 --to 1:03 --name Chime');
  });

export const teach = (
  settings: Settings,
  episode: string,
  options: OfShow & { from: string; to: string; name: string; keep: boolean },
) => {
  const span = { startMs: readTime(options.from), endMs: readTime(options.to) };
  const verdict: NewSound['verdict'] = options.keep ? 'keep' : 'notification';
  return onShow(settings, options, async (backend, showId) => {
    const row = await backend.database.episode.findFirst({
      where: { showId, OR: [{ slug: episode }, { id: episode }] },
    });
    if (!row) throw inputFailure(`There is no episode “${episode}”.`, 'Name its slug or its id.');
    const sound = { episodeId: row.id, ...span, name: options.name, verdict };
    const { id } = await teachSound(backend, showId, sound);
    console.log(`“${options.name}” is known (${id}). ${row.slug} is listened to again.`);
  });
};

export const forget = (settings: Settings, wanted: string, options: OfShow) =>
  onShow(settings, options, async (backend, showId) => {
    const where = { showId, OR: [{ name: wanted }, { id: wanted }] };
    const found = await backend.database.sound.findMany({ where });
    const [sound, other] = found;
    if (!sound) throw inputFailure(`There is no sound “${wanted}”.`, 'See `showrunner sounds list`.');
    if (other) throw inputFailure(`${found.length} sounds are called “${wanted}”.`, 'Name one by its id.');
    await forgetSound(backend, sound);
    console.log(`“${sound.name}” is forgotten.`);
  });

/** Scans here, one episode after the other, and prints how many new places each has. */
export const scan = (settings: Settings, options: OfShow & { propose: boolean }) =>
  onShow(settings, options, async (backend, showId) => {
    const stopping = new AbortController();
    process.once('SIGINT', () => stopping.abort());
    await askScans({ ...backend, queue: null }, showId, undefined, by);
    for (const { episodeId, state } of await readScans(backend, showId))
      if (state === 'scanning') await scanEpisode(backend, episodeId, stopping.signal);
    for (const { episodeId, open } of await readScans(backend, showId)) {
      const { slug } = await backend.database.episode.findUniqueOrThrow({ where: { id: episodeId } });
      console.log(`${slug.padEnd(40)} ${open.length} found`);
    }
    if (options.propose) await proposeFound(backend, showId, undefined, by);
  });
