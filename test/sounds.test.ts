import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { soundsFile } from '#contracts';
import { type TestApi, testApi } from './api.js';
import { finishedEpisode } from './finished-episode.js';
import { roomWithChimes } from './room-with-chimes.js';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  const { id: showId } = await api.makeShow('chimes');
  await finishedEpisode(api.backend, showId, 'Earlier', roomWithChimes(9, 21));
  await finishedEpisode(api.backend, showId, 'Marked', roomWithChimes(5));
});
afterAll(() => api.close());

/** Runs `showrunner sounds` beside the server, as a script would. */
async function sounds(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const { databaseUrl, settings } = api.backend;
  const child = spawn(process.execPath, [join(packageRoot, 'apps/cli/showrunner.mjs'), 'sounds', ...args], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      SHOWRUNNER_DATA: settings.SHOWRUNNER_DATA,
      NODE_NO_WARNINGS: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, said, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, out, said };
}

it('teaches a sound, lists it, scans for it, and forgets it from the command line', {
  timeout: 240_000,
}, async () => {
  expect((await sounds()).out).toContain('No sounds yet');
  const ping = ['--from', '0:05', '--to', '0:05.5', '--name', 'Ping'];
  const taught = await sounds('teach', 'marked', ...ping);
  expect(taught).toMatchObject({ code: 0, out: expect.stringContaining('“Ping” is known') });

  expect((await sounds('scan', '--show', 'chimes')).out).toMatch(/^earlier +2 found/m);
  const proposed = { where: { kind: 'cut-proposed' } };
  expect(await api.backend.database.decision.count(proposed)).toBe(0);
  await sounds('scan', '--propose');
  expect(await api.backend.database.decision.count(proposed)).toBe(2);

  expect((await sounds('list')).out).toMatch(/^Ping +notification +0\.5 s +2 in 1 episodes/m);
  const file = soundsFile.parse(JSON.parse((await sounds('list', '--json')).out));
  expect(file.sounds).toMatchObject([{ name: 'Ping', verdict: 'notification', durationMs: 500 }]);
  expect((await sounds('forget', 'Ping')).code).toBe(0);
  expect(await api.backend.database.sound.count()).toBe(0);

  const wrong = await sounds('teach', 'marked', '--from', 'five', '--to', '6', '--name', 'Ping');
  expect(wrong).toMatchObject({ code: 2, said: expect.stringContaining('“five” is no time.') });
});
