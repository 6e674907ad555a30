import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveEvent, liveEvent } from '#contracts';
import { publishEvent } from '#database';
import { clean } from '#pipeline';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode } from '../../../test/finished-episode.js';

let api: TestApi;
let episodes: { id: string }[];
beforeAll(async () => {
  api = await testApi();
  const show = await api.makeShow();
  episodes = [await finishedEpisode(api.backend, show.id), await finishedEpisode(api.backend, show.id)];
});
afterAll(() => api.close());

/** Reads server-sent events until `enough` says so or the server ends the stream. */
async function* listen(path: string): AsyncGenerator<LiveEvent> {
  const stop = new AbortController();
  const answer = await api.send(path, { signal: stop.signal });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const part of answer.body ?? []) {
      text += decoder.decode(part, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data) yield liveEvent.parse(JSON.parse(data));
      }
    }
  } finally {
    stop.abort();
  }
}

const tell = (episodeId: string | undefined, progress: number) =>
  publishEvent(api.backend.database, {
    type: 'progress',
    episodeId,
    data: { stage: clean.name, state: 'running', progress, phase: 'looking', etaMs: 7_000 },
  });

describe('live events', () => {
  it('begin with a heartbeat, then tell how far a stage is', async () => {
    const [episode] = episodes;
    await api.backend.database.stageRun.updateMany({
      where: { episodeId: episode?.id, stage: clean.name },
      data: { state: 'running' },
    });
    const events = listen(`/api/v1/episodes/${episode?.id}/events`);
    expect((await events.next()).value).toMatchObject({ type: 'heartbeat' });
    await tell(episode?.id, 0.25);
    expect((await events.next()).value).toMatchObject({
      type: 'stage',
      episodeId: episode?.id,
      stage: { stage: 'clean', state: 'running', progress: 0.25, phase: 'looking', etaMs: 7_000 },
      episodeEtaMs: 7_000,
    });
    await events.return(undefined);
  });

  it('of one episode say nothing of another', async () => {
    const [one, two] = episodes;
    const events = listen(`/api/v1/episodes/${one?.id}/events`);
    await events.next();
    await tell(two?.id, 0.5);
    await publishEvent(api.backend.database, { type: 'edited', episodeId: one?.id, data: {} });
    expect((await events.next()).value).toMatchObject({
      type: 'episode',
      episodeId: one?.id,
      what: 'edited',
    });
    await events.return(undefined);
  });

  it('of everything tell of every episode, to any number of listeners', async () => {
    const listeners = [listen('/api/v1/events'), listen('/api/v1/events')];
    for (const events of listeners) await events.next();
    for (const episode of episodes)
      await publishEvent(api.backend.database, { type: 'edited', episodeId: episode.id, data: {} });
    for (const events of listeners) {
      for (const { id } of episodes) expect((await events.next()).value).toMatchObject({ episodeId: id });
      await events.return(undefined);
    }
  });

  it('end when the server closes', async () => {
    const other = await testApi();
    const answer = await other.send('/api/v1/events');
    const ended = answer.text();
    await other.close();
    expect(await ended).toContain('heartbeat');
  });
});
