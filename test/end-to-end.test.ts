import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { checkFeed } from '#feed';
import { Client, isSettled } from './client.js';
import { startRedis, type TestRedis, testRedis } from './redis.js';
import { type Showrunner, startShowrunner } from './showrunner.js';

const sample = join(packageRoot, 'samples/small-batch-audio.mp3');
const minutes = 60_000;

/** The whole product as a user starts it, with real Whisper, once on each queue. */
describe.each([
  { backend: 'postgres', runs: true },
  { backend: 'redis', runs: testRedis },
])('a recording becomes a published item, queue on $backend', ({ backend, runs }) => {
  let redis: TestRedis | undefined;
  let showrunner: Showrunner;
  let client: Client;
  let episodeId: string;

  describe.runIf(runs)('with all servers started', () => {
    beforeAll(async () => {
      redis = backend === 'redis' ? await startRedis() : undefined;
      showrunner = await startShowrunner({ ...(redis && { REDIS_URL: redis.url }), LOG_LEVEL: 'warn' });
      client = await Client.signIn(showrunner.signInLink);
    }, 3 * minutes);

    afterAll(async () => {
      const code = await showrunner?.stop();
      await redis?.close();
      expect(code).toBe(0);
    }, minutes);

    it(
      'takes an upload through every stage and publishes it',
      async () => {
        const show = await client.firstShow();
        episodeId = await client.upload(show.id, sample);
        const episode = await client.follow(episodeId, (now) => isSettled(now) && now.publication !== null);
        expect(episode.stages.map(({ stage, state }) => `${stage} ${state}`)).toEqual(
          [
            'ingest',
            'compare',
            'transcribe',
            'listen',
            'clean',
            'render',
            'tokenize',
            'chapterize',
            'summarize',
            'publish',
          ].map((stage) => `${stage} done`),
        );
        expect(episode.status).toBe('published');
      },
      5 * minutes,
    );

    it('serves a feed without a fault, whose enclosure has the length and type it states', async () => {
      const { feedUrl, publication } = await client.episode(episodeId);
      const xml = await (await fetch(feedUrl)).text();
      const faults = (await checkFeed(xml)).filter(({ ok, level }) => level === 'MUST' && !ok);
      expect(faults).toEqual([]);
      const audio = await fetch(publication?.audioUrl ?? '', { method: 'HEAD' });
      const [, length] = /<enclosure[^>]* length="(\d+)"/.exec(xml) ?? [];
      expect(audio.headers.get('content-length')).toBe(length);
      expect(audio.headers.get('content-type')).toBe('audio/mpeg');
      const part = await fetch(publication?.audioUrl ?? '', { headers: { range: 'bytes=0-99' } });
      expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 100]);
    });

    it('heard the words of the recording, and took its fillers out of the text', async () => {
      const truth = JSON.parse(
        await readFile(join(packageRoot, 'samples/small-batch-audio.truth.json'), 'utf8'),
      );
      const { publication } = await client.episode(episodeId);
      const text = await (await fetch(publication?.transcriptUrls?.text ?? '')).text();
      const wordsOf = (value: string) => value.toLowerCase().match(/[a-z']+/g) ?? [];
      const heard = new Set(wordsOf(text));
      const meant: string[] = wordsOf(truth.cleanText);
      expect(meant.filter((word) => heard.has(word)).length / meant.length).toBeGreaterThan(0.85);
      expect(text).not.toMatch(/\b(um|uh)\b/i);
    });

    it('finds the episode by what was said in it', async () => {
      const answer = await client.call('GET', '/search?q=wardrobe');
      const { hits } = (await answer.json()) as { hits: { episodeId: string }[] };
      expect(hits.map((hit) => hit.episodeId)).toContain(episodeId);
    });

    it(
      'after a rejected cut runs only what hangs on it, and gives listeners the words back',
      async () => {
        const before = await client.episode(episodeId);
        const cut = (await client.cuts(episodeId)).find(({ state, words }) => state === 'auto' && words);
        if (!cut) throw new Error('The sample has no cut to reject.');
        await client.call('POST', `/episodes/${episodeId}/cuts/${cut.id}`, { verdict: 'rejected' });
        const after = await client.follow(
          episodeId,
          (now) => isSettled(now) && now.publication?.id !== before.publication?.id,
        );
        const startedAgain = after.stages.filter(
          (stage, i) => stage.startedAt !== before.stages[i]?.startedAt,
        );
        expect(startedAgain.map(({ stage }) => stage)).toEqual([
          'clean',
          'render',
          'tokenize',
          'chapterize',
          'summarize',
          'publish',
        ]);
        expect(after.guid).toBe(before.guid);
        expect(after.publication?.publishedAt).toBe(before.publication?.publishedAt);
        expect(after.publication?.durationMs).toBeGreaterThan(before.publication?.durationMs ?? 0);
      },
      minutes,
    );

    it(
      'tells what is wrong with a file that is no recording, and keeps the episode',
      async () => {
        const { id } = await client.firstShow();
        const bad = await client.upload(id, 'talk.mp3', Buffer.from('#EXTM3U\nfile:///etc/passwd\n'));
        const episode = await client.follow(bad, isSettled);
        const failed = episode.stages.find(({ state }) => state === 'failed');
        expect(failed).toMatchObject({ stage: 'ingest', failure: { failureClass: 'input' } });
        expect(failed?.failure?.remedy).not.toBe('');
        expect(episode).toMatchObject({ status: 'failed', publication: null, filename: 'talk.mp3' });
      },
      minutes,
    );
  });
});
