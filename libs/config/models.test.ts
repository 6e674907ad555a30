import { cp, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelPath, modelsFolder, readModels, verifyModels } from './models.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-models-'));
  await cp(join(modelsFolder, 'minilm'), join(folder, 'minilm'), { recursive: true });
  await cp(join(modelsFolder, 'manifest.json'), join(folder, 'manifest.json'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('the bundled models', () => {
  it('are what the manifest says, to the last byte', async () => {
    expect((await readModels()).filter(({ bundled }) => bundled)).not.toHaveLength(0);
    await verifyModels({ deep: true });
  });

  it('are found by name; a path of the user’s own stays what it is', () => {
    expect(modelPath('minilm')).toBe(join(modelsFolder, 'minilm'));
    expect(modelPath('/weights/mine')).toBe('/weights/mine');
  });
});

describe('verifying', () => {
  it('names every file that is missing, short or changed', async () => {
    await verifyModels({ names: ['minilm'], deep: true, folder });
    await expect(verifyModels({ names: ['silero-vad'], folder })).rejects.toThrow(
      'silero_vad_16k.onnx is missing',
    );

    await writeFile(join(folder, 'minilm/tokenizer_config.json'), 'x'.repeat(350));
    await verifyModels({ names: ['minilm'], folder });
    await expect(verifyModels({ names: ['minilm'], deep: true, folder })).rejects.toThrow(
      'tokenizer_config.json has another checksum',
    );

    await truncate(join(folder, 'minilm/tokenizer.json'), 10);
    await expect(verifyModels({ names: ['minilm'], folder })).rejects.toMatchObject({
      failureClass: 'resource',
      message: expect.stringContaining('tokenizer.json has 10 bytes instead of 466247'),
    });
  });

  it('lists the models there are for a name that is none of them', async () => {
    await expect(verifyModels({ names: ['whisper-huge'] })).rejects.toMatchObject({
      failureClass: 'input',
      remedy: expect.stringContaining('whisper-base-onnx'),
    });
  });
});
