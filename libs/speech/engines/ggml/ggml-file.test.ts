import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { readGgmlModel } from './ggml-file.js';

const tiny = join(packageRoot, '../shared/models/ggml-tiny.en-q5_1.bin');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ggml-'));
});
afterAll(() => rm(folder, { recursive: true }));

const ints = (...numbers: number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [i, number] of numbers.entries()) bytes.writeInt32LE(number, 4 * i);
  return bytes;
};
/** The smallest file that is whole: no filters, two tokens, one tensor of 3 × 2 half floats. */
const small = (tokens: number) =>
  Buffer.concat([
    ints(0x67676d6c, tokens, 1500, 384, 6, 4, 448, 384, 6, 4, 80, 1),
    ints(0, 0, 2, 1),
    Buffer.from('a'),
    ints(2),
    Buffer.from('bc'),
    ints(2, 4, 1, 3, 2),
    Buffer.from('name'),
    Buffer.alloc(12),
  ]);
const written = async (name: string, bytes: Buffer) => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
};

describe('a GGML model', () => {
  it('that is whole is known as English-only or multilingual', async () => {
    expect(await readGgmlModel(await written('en', small(51_864)))).toMatchObject({ multilingual: false });
    expect(await readGgmlModel(await written('all', small(51_865)))).toMatchObject({ multilingual: true });
  });

  it('that ends anywhere before its end is called truncated', async () => {
    const whole = small(51_865);
    for (let bytes = 0; bytes < whole.length; bytes++) {
      if (bytes === whole.length - 12 - 4 - 20) continue; // ends just where a tensor could begin
      const path = await written('cut', whole.subarray(0, bytes));
      await expect(readGgmlModel(path), `${bytes} bytes`).rejects.toMatchObject({
        failureClass: 'input',
        message: expect.stringContaining('truncated'),
      });
    }
  });

  it.each([
    ['a text', Buffer.from('{"model": 1}')],
    ['a GGUF file', Buffer.from('GGUF and so on')],
    ['a GGML file of another program', small(32_000)],
  ])('is not %s', async (_, bytes) => {
    await expect(readGgmlModel(await written('other', bytes))).rejects.toMatchObject({
      failureClass: 'input',
      message: expect.stringContaining('not a Whisper model'),
    });
  });

  it('that is missing is named', async () => {
    await expect(readGgmlModel(join(folder, 'none.bin'))).rejects.toMatchObject({
      failureClass: 'input',
      message: expect.stringContaining('none.bin is missing'),
      remedy: expect.stringContaining('WHISPER_MODEL'),
    });
  });

  it.runIf(existsSync(tiny))('as whisper.cpp makes them is walked to its last byte', async () => {
    expect(await readGgmlModel(tiny)).toEqual({ path: tiny, multilingual: false });
    const cut = join(folder, 'tiny.bin');
    await copyFile(tiny, cut);
    await truncate(cut, (await stat(tiny)).size - 1);
    await expect(readGgmlModel(cut)).rejects.toMatchObject({ message: expect.stringContaining('truncated') });
  });
});
