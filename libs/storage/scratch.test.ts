import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withScratch } from './scratch.js';

it('a scratch folder is empty, its own, and gone afterwards, also when the work fails', async () => {
  const root = await mkdtemp(join(tmpdir(), 'showrunner-scratch-'));
  const seen: string[] = [];
  const work = async (folder: string) => {
    seen.push(folder);
    await writeFile(join(folder, 'half.wav'), 'half');
    throw new Error('the work failed');
  };
  await expect(withScratch(root, work)).rejects.toThrow('the work failed');
  await expect(withScratch(root, work)).rejects.toThrow('the work failed');
  expect(new Set(seen).size).toBe(2);
  expect(seen.some((folder) => existsSync(folder))).toBe(false);
  await rm(root, { recursive: true });
});
