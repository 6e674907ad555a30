import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot, settingsSchema } from '#config';

const service = z.object({
  image: z.string(),
  build: z.object({ context: z.literal('.'), target: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  volumes: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
});

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8');
const inTree = (path: string) => existsSync(join(packageRoot, path));

const source = read('docker-compose.yml');
const compose = z
  .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
  .parse(parse(source, { merge: true }));
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build);

const instructions = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');
const stages = instructions.flatMap((line) => /^FROM \S+ AS (\S+)$/.exec(line)?.[1] ?? []);

describe('docker-compose.yml', () => {
  it('brings Postgres, Redis, storage, the API, workers, and one with a graphics card by profile', () => {
    expect(compose.services).toHaveProperty('postgres');
    expect(compose.services.redis?.command).toEqual(expect.arrayContaining(['--appendonly', 'noeviction']));
    expect(compose.services).toHaveProperty('storage');
    expect(ours.map(([name]) => name)).toEqual(['migrate', 'api', 'worker', 'worker-gpu']);
    expect(compose.services['worker-gpu']?.profiles).toEqual(['gpu']);
  });

  it.each(services)(
    '%s runs one version of its image, and knows its neighbours and volumes',
    (_name, described) => {
      expect(described.image).toMatch(/:(?!latest$)[\w.-]+$/);
      expect(Object.keys(compose.services)).toEqual(
        expect.arrayContaining(Object.keys(described.depends_on)),
      );
      const named = described.volumes.map((volume) => volume.split(':')[0]);
      expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(named));
    },
  );

  it.each(ours)(
    '%s runs a program of ours from a stage of the Dockerfile, with settings that exist',
    (_name, described) => {
      expect(stages).toContain(described.build?.target);
      const [program, script] = described.command ?? [];
      expect(program).toBe('node');
      expect(inTree(script!.replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toBe(true);
      expect(Object.keys(settingsSchema.shape)).toEqual(
        expect.arrayContaining(Object.keys(described.environment)),
      );
    },
  );

  it('holds no secret, and asks for each by name when it is missing', () => {
    const values = services.flatMap(([, { environment }]) => Object.entries(environment));
    const secrets = values.filter(([name]) => /PASSWORD|SECRET|API_KEY/.test(name));
    expect(secrets).not.toHaveLength(0);
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:[-?]/);
    expect(source.match(/\$\{\w+\}/g)).toBeNull();
  });

  it('names an address of the API for its health that the API has', () => {
    const path = /4400\/(\w+)'/.exec(source)?.[1];
    expect(read('apps/api/server/server.controller.ts')).toContain(`@Get('${path}')`);
  });
});

describe('the Dockerfile', () => {
  it('copies only what is in the repository or is made by an earlier stage', () => {
    for (const line of instructions.filter((text) => text.startsWith('COPY'))) {
      const [from, ...paths] = line.split(/\s+/).slice(1);
      const stage = /^--from=(\S+)$/.exec(from ?? '')?.[1];
      if (stage) {
        expect(stages).toContain(stage);
        const path = paths[0]!.replace('/app/', '');
        expect(['node_modules', 'dist'].includes(path) || inTree(path)).toBe(true);
      } else {
        for (const path of [from!, ...paths.slice(0, -1)]) expect(inTree(path)).toBe(true);
      }
    }
  });

  it('builds and starts by scripts and files that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const called = [...read('Dockerfile').matchAll(/npm run (\w+)/g)].map(([, name]) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(called));
    const started = /^CMD \["node", "dist\/(.+)\.js"\]$/m.exec(read('Dockerfile'))?.[1];
    expect(inTree(`${started}.ts`)).toBe(true);
  });
});
