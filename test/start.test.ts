import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { Client, isSettled } from './client.js';
import { startShowrunner } from './showrunner.js';

const minutes = 60_000;

describe('npm start', () => {
  it(
    'shows a newcomer a finished, published episode, refuses a second start, and comes back with what it had',
    async () => {
      const first = await startShowrunner({ SHOWRUNNER_SAMPLE: 'true' });
      const client = await Client.signIn(first.signInLink);
      const [id = ''] = await client.episodes();
      expect((await client.follow(id, (now) => isSettled(now) && now.publication !== null)).status).toBe(
        'published',
      );

      const second = spawnSync(process.execPath, [join(packageRoot, 'apps/cli/showrunner.mjs'), 'start'], {
        env: { ...process.env, SHOWRUNNER_DATA: first.dataFolder },
        encoding: 'utf8',
      });
      expect(second.status).toBe(2);
      expect(second.stderr).toContain('Showrunner already runs on this data folder');
      await expect(Client.signIn(first.signInLink)).rejects.toThrow('401');
      expect(await first.stop({ keepData: true })).toBe(0);

      const again = await startShowrunner({ SHOWRUNNER_SAMPLE: 'true' }, first.dataFolder);
      const later = await Client.signIn(again.signInLink);
      expect(await later.episodes()).toEqual([id]);
      expect((await later.episode(id)).status).toBe('published');
      expect(await again.stop()).toBe(0);
    },
    6 * minutes,
  );
});
