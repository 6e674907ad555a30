import { decision } from '#contracts';
import { readArtifact } from '../runner/artifacts.js';
import type { Backend } from '../runner/backend.js';
import { listen } from '../stages/listen/stage.js';

/** Older episodes are not counted: each costs a read. */
const countedEpisodes = 200;

export interface Heard {
  episodes: number;
  times: number;
}

/** In how many episodes, and how often, each sound of a show was heard, in listening or by a scan; by the sound's id. */
export async function countHeard(backend: Backend, showId: string): Promise<Map<string, Heard>> {
  const episodes = await backend.database.episode.findMany({
    where: { showId },
    orderBy: { createdAt: 'desc' },
    take: countedEpisodes,
    select: {
      runs: { where: { stage: listen.name, state: 'done' }, select: { key: true } },
      decisions: { where: { kind: 'sound-scan' }, orderBy: { id: 'desc' }, take: 1 },
    },
  });
  const heard = new Map<string, Heard>();
  for (const { runs, decisions } of episodes) {
    const key = runs[0]?.key;
    const listened = key ? heardIn((await readArtifact(backend, listen, key)).events) : [];
    const scanned = decisions.flatMap(({ value }) => {
      const scan = decision.parse(value);
      return scan.kind === 'sound-scan' ? (scan.found ?? []).map(({ soundId }) => soundId) : [];
    });
    const ids = [...listened, ...scanned];
    for (const id of new Set(ids)) {
      const before = heard.get(id) ?? { episodes: 0, times: 0 };
      const times = ids.filter((other) => other === id).length;
      heard.set(id, { episodes: before.episodes + 1, times: before.times + times });
    }
  }
  return heard;
}

/** Listening names the sounds that it recognised in each event's evidence. */
const heardIn = (events: readonly { evidence: readonly string[] }[]): string[] =>
  events.flatMap(({ evidence }) =>
    evidence.filter((item) => item.startsWith('template:')).map((item) => item.slice('template:'.length)),
  );
