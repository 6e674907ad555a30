import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '#config';
import type { Cut, SoundEvent, Span } from '#contracts';
import { edits, finishedEpisode, finishStage } from '../../../test/finished-episode.js';
import { freshDatabase } from '../../../test/postgres.js';
import { roomWithChimes } from '../../../test/room-with-chimes.js';
import { createShow } from '../release/shows.js';
import type { Backend } from '../runner/backend.js';
import { readGivens } from '../runner/givens.js';
import { closeBackend, openBackend } from '../runner/open-backend.js';
import { clean } from '../stages/clean/stage.js';
import { compare } from '../stages/compare/stage.js';
import { listen } from '../stages/listen/stage.js';
import { bankSounds, candidates } from './bank-episode.js';
import { forgetHeard, mostSounds, readBank } from './heard-bank.js';
import { nameHeard } from './name-heard.js';

let backend: Backend;
let remove: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  const data = await mkdtemp(join(tmpdir(), 'showrunner-heard-'));
  const log = { info: () => undefined, warn: () => undefined };
  backend = await openBackend(readSettings({ SHOWRUNNER_DATA: data }), database.url, log, {
    withQueue: false,
  });
  remove = async () => {
    await closeBackend(backend);
    await database.close();
    await rm(data, { recursive: true, force: true });
  };
});
afterAll(() => remove());

let showId: string;
let shows = 0;
beforeEach(async () => {
  showId = (await createShow(backend, { slug: `show-${shows++}`, title: 'A show' })).id;
});

const eventAt = (seconds: number, evidence = ['sound-model']): SoundEvent => ({
  ...{ startMs: seconds * 1000, endMs: seconds * 1000 + 300, kind: 'unknown', mode: 'gap' },
  ...{ confidence: 0.8, evidence },
});
const cutOf = (
  { startMs, endMs }: Span,
  state: Cut['state'],
  decidedBy: Cut['decidedBy'] = 'machine',
): Cut => ({
  ...{ id: `sound-${startMs}`, kind: 'notification', sub: 'sound', action: 'cut', reason: 'A sound.' },
  ...{ startMs, endMs, state, decidedBy, confidence: 0.8, evidence: ['sound'] },
});

/** An episode that rings at the given seconds, cleaned. */
async function episode(title: string, seconds: [number, ...number[]], state: Cut['state'] = 'auto') {
  const made = await finishedEpisode(backend, showId, title, roomWithChimes(...seconds));
  const events = seconds.map((at) => eventAt(at));
  await finishStage(backend, made.id, listen, { events, music: [] });
  await cleaned(made.id, events, state);
  return made;
}
async function cleaned(id: string, events: SoundEvent[], state: Cut['state'], by?: Cut['decidedBy']) {
  await finishStage(backend, id, clean, { ...edits, cuts: events.map((event) => cutOf(event, state, by)) });
  await bankSounds(backend, id);
}
const bank = async () =>
  (await readBank(backend.database, showId)).map(({ standing, places }) => [
    standing,
    places.map(({ episodeTitle, startMs }) => `${episodeTitle} ${startMs / 1000}`),
  ]);
const heardBy = async (id: string) =>
  (await backend.database.$transaction((tx) => readGivens(tx, id))).givens.heard;

describe('what a show has heard', () => {
  it('knows one sound at two places of an episode, and in another that did not know it yet', async () => {
    await episode('First', [9, 21]);
    await episode('Second', [14], 'proposed');
    expect(await bank()).toEqual([['sure', ['Second 14', 'First 21', 'First 9']]]);
  });

  it('is given to later episodes as it stood when they were handed in, and never to its own', async () => {
    const first = await episode('First', [9], 'proposed');
    const second = await episode('Second', [14]);
    await cleaned(first.id, [eventAt(9)], 'accepted', 'host');
    const third = await episode('Third', [17]);
    expect(await heardBy(first.id)).toEqual([]);
    expect(await heardBy(second.id)).toMatchObject([
      { standing: 'unsure', durationMs: 300, places: [{ episodeTitle: 'First', startMs: 9000 }] },
    ]);
    expect(await heardBy(third.id)).toMatchObject([
      { standing: 'accepted', places: [{ episodeTitle: 'First' }, { episodeTitle: 'Second' }] },
    ]);
  });

  it('is the show’s own once the host puts its cut back, whatever other episodes took out', async () => {
    const first = await episode('First', [9]);
    await episode('Second', [14]);
    await cleaned(first.id, [eventAt(9)], 'rejected', 'host');
    expect(await bank()).toEqual([['own', ['First 9', 'Second 14']]]);
  });

  it('is written once while nothing changes, and goes when the episode has it no more', async () => {
    const { id } = await episode('First', [9]);
    await bankSounds(backend, id);
    expect(await backend.database.heardSound.count({ where: { showId } })).toBe(1);
    await finishStage(backend, id, listen, { events: [], music: [] });
    await bankSounds(backend, id);
    expect(await bank()).toEqual([]);
  });

  it('leaves nothing of a recording that the show has already', async () => {
    const again = await finishedEpisode(backend, showId, 'Again', roomWithChimes(9));
    await finishStage(backend, again.id, listen, { events: [eventAt(9)], music: [] });
    await finishStage(backend, again.id, compare, { repeated: [], sameAs: ['first'] });
    await cleaned(again.id, [eventAt(9)], 'auto');
    expect(await bank()).toEqual([]);
  });

  it('is forgotten by the host’s word, and stays so when its episode is cleaned again', async () => {
    const { id } = await episode('First', [9]);
    await forgetHeard(backend, showId);
    await cleaned(id, [eventAt(9)], 'accepted', 'host');
    expect(await bank()).toEqual([]);
  });

  it('becomes one that the show knows, in its episode and from now on', async () => {
    const { id } = await episode('First', [9]);
    const [sound] = await readBank(backend.database, showId);
    const named = await nameHeard(backend, showId, sound!.id, 'keep');
    expect(named).toMatchObject({ name: 'Heard in First', verdict: 'keep', origin: 'learned' });
    expect(await bank()).toEqual([]);
    const { givens } = await backend.database.$transaction((tx) => readGivens(tx, id));
    expect(givens.sounds).toMatchObject([{ id: named!.id, durationMs: 300 }]);
    expect(await nameHeard(backend, showId, sound!.id, 'keep')).toBeNull();
  });

  it('is no more than an hour of listening can bear, the surest first', async () => {
    const { id } = await episode('First', [9]);
    const row = await backend.database.heardSound.findFirstOrThrow({ where: { showId } });
    const { id: _id, at: _at, ...place } = row;
    const many = Array.from({ length: 30 }, (_, n) => ({ ...place, soundId: `s${n}`, standing: 'unsure' }));
    await backend.database.heardSound.createMany({ data: many });
    const kept = await readBank(backend.database, showId);
    expect(kept).toHaveLength(mostSounds);
    expect(kept[0]).toMatchObject({ standing: 'sure', places: [{ episodeId: id }] });
  });
});

describe('what an episode can leave', () => {
  const left = (event: SoundEvent, cuts: Cut[], music: Span[] = [], repeated: Span[] = []) => {
    const passages = repeated.map((span) => ({ ...span, kind: 'other' as const, seenIn: ['first'] }));
    return candidates({ events: [event], music }, cuts, { repeated: passages }).map(
      ({ standing }) => standing,
    );
  };
  const event = eventAt(60);

  it.each([
    ['sure', cutOf(event, 'auto')],
    ['unsure', cutOf(event, 'proposed')],
    ['accepted', cutOf(event, 'accepted', 'host')],
    ['own', cutOf(event, 'rejected', 'host')],
  ] as const)('is %s by what became of its cut', (standing, cut) => {
    expect(left(event, [cut])).toEqual([standing]);
  });

  it('is nothing long, nothing beside music or in a passage that repeats, and nothing that the host taught', () => {
    const cuts = [cutOf(event, 'auto')];
    const around = { startMs: 58_000, endMs: 59_800 };
    expect(left({ ...event, endMs: event.startMs + 5000 }, cuts)).toEqual([]);
    expect(left(event, cuts, [around])).toEqual([]);
    expect(left(event, cuts, [], [{ ...around, endMs: 63_000 }])).toEqual([]);
    expect(left({ ...event, evidence: ['template:ping'] }, cuts)).toEqual([]);
    expect(left(event, [])).toEqual([]);
  });
});
