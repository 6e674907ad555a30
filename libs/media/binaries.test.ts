import { chmod, symlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { findBinaries, lookForBinaries } from './binaries.js';
import { testFolder } from './test-media.js';

const folder = await testFolder();
afterAll(() => folder.remove());
afterEach(() => vi.unstubAllEnvs());

describe('lookForBinaries', () => {
  it('finds both programs and says what they are and where from', () => {
    const { ffmpeg, ffprobe } = lookForBinaries({});
    for (const { version, origin, path } of [ffmpeg, ffprobe]) {
      expect(version).toMatch(/\d/);
      expect(['ffmpeg-static', 'path', 'installer']).toContain(origin);
      expect(path).toMatch(/ff(mpeg|probe)/);
    }
  });

  it('takes what FFMPEG_BIN names before anything else, with the ffprobe beside it', async () => {
    const { ffmpeg, ffprobe } = lookForBinaries({});
    await symlink(ffmpeg.path, folder.path('ffmpeg'));
    await symlink(ffprobe.path, folder.path('ffprobe'));
    const found = lookForBinaries({ FFMPEG_BIN: folder.path('ffmpeg') });
    expect(found.ffmpeg).toMatchObject({ path: folder.path('ffmpeg'), origin: 'setting', warning: null });
    expect(dirname(found.ffprobe.path)).toBe(dirname(folder.path('ffmpeg')));
  });

  it('does not look further when FFMPEG_BIN names something that does not run', async () => {
    await writeFile(folder.path('broken'), 'not a program');
    await chmod(folder.path('broken'), 0o755);
    expect(() => lookForBinaries({ FFMPEG_BIN: folder.path('broken') })).toThrow(
      expect.objectContaining({ failureClass: 'dependency', remedy: 'Correct FFMPEG_BIN or unset it.' }),
    );
  });

  it('falls back to the installer package, with a warning, when the PATH has none', () => {
    vi.stubEnv('PATH', '/nowhere');
    const { ffmpeg, ffprobe } = lookForBinaries({});
    if (ffmpeg.origin === 'ffmpeg-static') return;
    expect(ffmpeg).toMatchObject({ origin: 'installer', warning: expect.stringMatching(/old build/) });
    expect(ffprobe.origin).toBe('installer');
  });
});

describe('findBinaries', () => {
  it('looks once for the same settings', () => {
    expect(findBinaries()).toBe(findBinaries());
  });
});
