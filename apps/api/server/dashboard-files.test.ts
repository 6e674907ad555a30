import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveDashboard } from './dashboard-files.js';

@Module({})
class Nothing {}

let folder: string;
let app: NestExpressApplication;
let address: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-dashboard-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>Dashboard</title>');
  await writeFile(join(folder, 'assets/app-1a2b.js'), 'let x;');
  app = await NestFactory.create<NestExpressApplication>(Nothing, { logger: false });
  serveDashboard(app, folder);
  await app.listen(0, '127.0.0.1');
  address = await app.getUrl();
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const page = { headers: { accept: 'text/html' } };

describe('the dashboard', () => {
  it.each(['/', '/episodes/123', '/sign-in'])('is one page at %s, always asked for anew', async (path) => {
    const answer = await fetch(address + path, page);
    expect(await answer.text()).toContain('Dashboard');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  it('has files that may be kept for ever, since their names change with their content', async () => {
    const { headers } = await fetch(`${address}/assets/app-1a2b.js`);
    expect(headers.get('cache-control')).toContain('immutable');
  });

  it.each(['/api/v1/nothing', '/feeds/none.xml', '/media/a/b', '/assets/gone.js', '/healthz'])(
    'does not answer for %s',
    async (path) => {
      expect((await fetch(address + path, page)).status).toBe(404);
    },
  );
});
