import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { vtt } from '#feed';
import { correctionId } from '#speech';
import { type Fleet, startFleet } from '../../../test/speech-fleet.js';
import { transcribe } from '../stages/transcribe/stage.js';
import { nameSpeakers } from '../voices/name-speakers.js';
import { loadArtifact } from './artifacts.js';
import { decide, replan } from './episodes.js';
import { forgetParts } from './parts.js';
import { runInline } from './run-inline.js';

let fleet: Fleet;
let id: string;
let decoded: number;
beforeAll(async () => {
  fleet = await startFleet(0, { chunkMs: 0, parallel: 1 });
  id = await fleet.addRecording(4);
  await run();
});
afterAll(() => fleet.close());
beforeEach(() => {
  decoded = fleet.decodeLog().length;
});

const run = () => runInline(fleet.backend, fleet.engines, id, new AbortController().signal, () => {});
const heard = async () => {
  await run();
  const { value } = (await loadArtifact(fleet.backend, id, transcribe)) ?? {};
  return value?.words.map(({ text }) => text).join(' ');
};
const changeGlossary = async (soundsLike: string[]) => {
  const { database } = fleet.backend;
  const { showId } = await database.episode.findUniqueOrThrow({ where: { id } });
  const where = { showId_term: { showId, term: 'MinHash' } };
  const create = { showId, term: 'MinHash', soundsLike };
  await database.glossaryTerm.upsert({ where, create, update: { soundsLike } });
  await replan(fleet.backend, id);
};

it('corrects by a changed glossary without decoding again', async () => {
  await changeGlossary(['chunk 2']);
  expect(await heard()).toBe('Chunk 0. Chunk 1. MinHash. Chunk 3.');
  expect(fleet.decodeLog()).toHaveLength(decoded);
});

it('takes a correction back without decoding again', async () => {
  const place = { startMs: 20_000, term: 'MinHash', heard: 'Chunk 2.', right: 'MinHash' };
  const subject = correctionId(place);
  await decide(fleet.backend, id, [{ kind: 'correction', subject, verdict: 'rejected' }], 'host');
  expect(await heard()).toBe('Chunk 0. Chunk 1. Chunk 2. Chunk 3.');
  expect(fleet.decodeLog()).toHaveLength(decoded);
});

it('names a speaker without hearing anything again', async () => {
  const { database } = fleet.backend;
  const { showId } = await database.episode.findUniqueOrThrow({ where: { id } });
  const { key } = await database.partial.findFirstOrThrow({ where: { part: 'plan' } });
  const vector = Buffer.alloc(192, 1).toString('base64');
  const told = { voices: [vector, vector], speakerOf: [0, 1, 0, 1] };
  await database.partial.create({ data: { key, part: 'speakers-1-8', value: told } });
  await database.show.update({ where: { id: showId }, data: { profile: {} } });
  await replan(fleet.backend, id);
  await run();
  await nameSpeakers(fleet.backend, { id, showId }, [{ id: 'voice-2', person: 'Ada' }], 'host');
  await run();
  const { value } = (await loadArtifact(fleet.backend, id, transcribe)) ?? {};
  expect(value?.words.map(({ speaker }) => speaker)).toEqual(['Speaker 1', 'Ada', 'Speaker 1', 'Ada']);
  expect(value && vtt(value)).toContain('<v Ada>Chunk 1.');
  expect(fleet.decodeLog()).toHaveLength(decoded);
});

it('decodes again in another language', async () => {
  const { database } = fleet.backend;
  const { showId } = await database.episode.findUniqueOrThrow({ where: { id } });
  await database.show.update({
    where: { id: showId },
    data: { profile: { transcribe: { language: 'de', speakers: 'off' } } },
  });
  await replan(fleet.backend, id);
  await run();
  expect(fleet.decodeLog().length).toBeGreaterThan(decoded + 4);
});

it('keeps nothing of an episode that is taken away', async () => {
  const { database } = fleet.backend;
  const before = await database.partial.count();
  await database.$transaction((tx) => forgetParts(tx, fleet.backend, id));
  expect(await database.partial.count()).toBeLessThan(before);
});
