import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelPath, pullModel, readModels } from '#config';
import { classMap, layTagger, tinyTagger } from '../../../../test/tiny-tagger.js';
import { tagSounds } from '../detect-sounds.js';
import { findSoundTagger } from './find-tagger.js';
import { SoundTagger } from './sound-tagger.js';

const rate = 16_000;
const watch = { signal: new AbortController().signal };
let folder: string;
let pcmPath: string;

/** Six seconds of silence, with a loud tone of half a second at the fourth. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagger-'));
  pcmPath = join(folder, 'tone.pcm');
  const sounding = (n: number) => n >= 4 * rate && n < 4.5 * rate;
  const samples = Int16Array.from({ length: 6 * rate }, (_, n) =>
    sounding(n) ? 16_000 * Math.sin(n / 2) : 0,
  );
  await writeFile(pcmPath, samples);
});
afterAll(() => rm(folder, { recursive: true }));

const tone = { startMs: 4000, endMs: 4500 };
const nothing = { startMs: 1000, endMs: 1500 };
let taggers = 0;
const heardBy = async (gains: Record<string, number>, ...sounds: Parameters<typeof tagSounds>[1]) =>
  tagSounds(pcmPath, sounds, await layTagger(join(folder, `tagger-${taggers++}`), gains), watch);

describe('a tagger', () => {
  it('hears each sound at its place, alone', async () => {
    const [silent, ringing] = await heardBy(
      { Ringtone: 20, Speech: 5 },
      { ...nothing, mode: 'gap' },
      { ...tone, mode: 'gap' },
    );
    expect(silent?.says).toBe('unknown');
    expect(ringing).toEqual({
      says: 'notification',
      classes: [{ name: 'Ringtone', score: expect.closeTo(0.999, 2) }],
    });
  });

  it('says nothing by hearing a voice where one lies over the sound', async () => {
    const says = async (gains: Record<string, number>) =>
      (await heardBy(gains, { ...tone, mode: 'gap' }, { ...tone, mode: 'over' })).map((tags) => tags.says);
    expect(await says({ Laughter: 20 })).toEqual(['other', 'unknown']);
    expect(await says({ Typing: 20 })).toEqual(['other', 'other']);
    expect(await says({ Typing: 20, 'Beep, bleep': 1 })).toEqual(['unknown', 'unknown']);
    expect(await says({ Typing: 20, 'Beep, bleep': 5 })).toEqual(['unknown', 'unknown']);
    expect(await says({ Typing: 5, 'Beep, bleep': 20 })).toEqual(['notification', 'notification']);
  });

  it('hears as much of a sound as it needs: patches of 0.96 s, 0.48 s apart, ten at most', async () => {
    const tagger = await SoundTagger.open(await layTagger(join(folder, 'lengths'), { Bell: 20 }));
    const bell = tagger.classes.indexOf('Bell');
    for (const seconds of [0.01, 0.975, 1, 1.455, 3]) {
      const scores = await tagger.scores(new Float32Array(seconds * rate).fill(0.9));
      expect(scores).toHaveLength(521);
      expect(scores[bell]).toBeGreaterThan(0.1);
    }
    expect(SoundTagger.heard(100 * rate)).toBe(15_600 + 9 * 7680);
    await tagger.release();
  });
});

describe('a tagger that does not fit', () => {
  const failure = async (file: string, content: string | Buffer): Promise<unknown> => {
    const wrong = await layTagger(join(folder, `wrong-${taggers++}`), {});
    await writeFile(join(wrong, file), content);
    return tagSounds(pcmPath, [{ ...tone, mode: 'gap' }], wrong, watch).catch((error) => error);
  };

  it('fails by its own fault, in words', async () => {
    expect(await failure('yamnet.onnx', 'version https://git-lfs.github.com/spec/v1')).toMatchObject({
      failureClass: 'dependency',
      remedy: expect.stringContaining('models pull yamnet'),
    });
    expect(await failure('yamnet.onnx', tinyTagger({}, 527))).toMatchObject({
      failureClass: 'dependency',
      message: expect.stringMatching(/output_0 float32 \[2, 527\].*by 521 classes/),
    });
    expect(await failure('yamnet_class_map.csv', classMap(['Speech', 'Bell']))).toMatchObject({
      failureClass: 'dependency',
      message: expect.stringContaining('no class'),
    });
  });
});

describe('the weights', () => {
  it('are pulled from the manifest’s addresses, found when whole, and named by their checksums', async () => {
    const files = {
      'yamnet.onnx': tinyTagger({ Ringtone: 20 }),
      'yamnet_class_map.csv': Buffer.from(classMap()),
    };
    const server = createServer((request, response) =>
      response.end(files[basename(request.url ?? '') as keyof typeof files]),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const models = join(folder, 'models');
    const described = Object.entries(files).map(([name, content]) => ({
      path: `yamnet/${name}`,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      url: `${url}/${name}`,
    }));
    const [ours] = (await readModels()).filter(({ name }) => name === 'yamnet');
    await layTagger(models, {});
    await writeFile(
      join(models, 'manifest.json'),
      JSON.stringify({ models: [{ ...ours, files: described }] }),
    );

    expect(await findSoundTagger(models)).toBeNull();
    await pullModel('yamnet', { folder: models });
    server.close();
    const found = await findSoundTagger(models);
    expect(found).toEqual({
      model: 'yamnet',
      weights: described.map(({ sha256 }) => sha256.slice(0, 8)).join('-'),
    });
    const [tags] = await tagSounds(pcmPath, [{ ...tone, mode: 'gap' }], join(models, 'yamnet'), watch);
    expect(tags?.says).toBe('notification');

    await truncate(join(models, 'yamnet', 'yamnet.onnx'), 100);
    await expect(findSoundTagger(models)).rejects.toMatchObject({ failureClass: 'resource' });
  });

  it('are named in the manifest with an address and a checksum each', async () => {
    const model = (await readModels()).find(({ name }) => name === 'yamnet');
    expect(model).toMatchObject({ bundled: false, license: 'Apache-2.0' });
    for (const { url } of model?.files ?? []) expect(url).toMatch(/^https:.*\/[0-9a-f]{40}\//);
  });
});

/** Google's own checks of the true weights, where they were pulled: silence is silence, noise is white noise. */
describe.runIf(existsSync(join(modelPath('yamnet'), 'yamnet.onnx')))('YAMNet itself', () => {
  it('hears what its makers say it hears', async () => {
    const tagger = await SoundTagger.open(modelPath('yamnet'));
    const best = async (samples: Float32Array) => {
      const scores = await tagger.scores(samples);
      return tagger.classes[scores.indexOf(Math.max(...scores))];
    };
    expect(await best(new Float32Array(3 * rate))).toBe('Silence');
    expect(await best(Float32Array.from({ length: 3 * rate }, () => 2 * Math.random() - 1))).toBe(
      'White noise',
    );
    await tagger.release();
  });
});
