import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type SoundTemplate, soundTemplate } from '#contracts';
import { matchTemplates } from './detect-sounds.js';
import { fingerprintOf } from './fingerprint.js';

const rate = 16_000;
const folder = mkdtempSync(join(tmpdir(), 'templates-'));
afterAll(() => rmSync(folder, { recursive: true }));
const watch = { signal: new AbortController().signal };

/** A minute of room noise in which a falling two-note chime is struck at the given seconds. */
function recordingWith(chimesAt: readonly number[], hz: readonly [number, number], name: string): string {
  let seed = chimesAt.reduce((sum, at) => sum + 1000 * at, 1);
  const noise = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647 - 0.5;
  };
  const samples = Int16Array.from({ length: 60 * rate }, (_, n) => {
    const struck = chimesAt.reduce((sum, at) => {
      const t = n / rate - at;
      const note = (hz: number, since: number) =>
        since < 0 || since > 1 ? 0 : Math.exp(-8 * since) * Math.sin(2 * Math.PI * hz * since);
      return sum + note(hz[0], t) + note(hz[1], t - 0.15);
    }, 0);
    return 4000 * struck + 600 * noise();
  });
  const path = join(folder, `${name}.pcm`);
  writeFileSync(path, Buffer.from(samples.buffer));
  return path;
}

const chimes = [1480, 1046] as const;
const template = async (): Promise<SoundTemplate> => {
  const path = recordingWith([5], chimes, 'marked');
  const { fingerprint, durationMs } = await fingerprintOf(path, { startMs: 5000, endMs: 5500 });
  return soundTemplate.parse({
    id: 'doorbell',
    name: 'Doorbell',
    verdict: 'notification',
    origin: 'taught',
    fingerprint,
    durationMs,
  });
};

describe('a sound marked in one recording', () => {
  it('is found in another to 20 ms, and nothing else is', async () => {
    const other = recordingWith([12.34, 40.5], chimes, 'other');
    const found = await matchTemplates(other, [await template()], watch);
    expect(found).toHaveLength(2);
    for (const [n, at] of [12_340, 40_500].entries()) {
      expect(found[n]!.templateId).toBe('doorbell');
      expect(Math.abs(found[n]!.startMs - at)).toBeLessThanOrEqual(20);
      expect(Math.abs(found[n]!.endMs - at - 500)).toBeLessThanOrEqual(20);
    }
  });

  it('is not taken for a chime of other notes', async () => {
    const other = recordingWith([12, 33], [1320, 880], 'notes');
    expect(await matchTemplates(other, [await template()], watch)).toEqual([]);
  });

  it('cannot be a click or lie after the end', async () => {
    const path = recordingWith([], chimes, 'empty');
    for (const [startMs, endMs] of [
      [5000, 5010],
      [70_000, 71_000],
    ] as const)
      await expect(fingerprintOf(path, { startMs, endMs })).rejects.toMatchObject({ failureClass: 'input' });
  });
});
