import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Failure } from '#contracts';
import { containers, firstFrame, id3Bytes, mp3FrameBytes, sniffContainer } from './container.js';
import { testFolder } from './test-media.js';

const folder = await testFolder();
afterAll(() => folder.remove());

describe('mp3FrameBytes', () => {
  it('knows the length of common frames', () => {
    expect(mp3FrameBytes(Buffer.from('fffb9000', 'hex'), 0)).toBe(417); // MPEG-1, 128 kbit/s, 44.1 kHz
    expect(mp3FrameBytes(Buffer.from('fff384c0', 'hex'), 0)).toBe(192); // MPEG-2, 64 kbit/s, 24 kHz
    expect(mp3FrameBytes(Buffer.from('fff19000', 'hex'), 0)).toBe(0); // ADTS, not MP3
  });

  it('is never fooled by one frame header alone', () => {
    const head = Buffer.alloc(5000, 1);
    Buffer.from('fffb9000', 'hex').copy(head, 100);
    expect(firstFrame(head, mp3FrameBytes)).toBe(-1);
  });
});

describe('id3Bytes', () => {
  it('reads the sync-safe size, header and footer included', () => {
    const tag = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0x10, 0, 0, 1, 1]);
    expect(id3Bytes(tag)).toBe(10 + 129 + 10);
  });
});

describe('sniffContainer', () => {
  it('gives a container it knows or an input failure for any bytes at all', async () => {
    const beginnings = ['', 'ID3', 'RIFF\0\0\0\0WAVE', 'OggS', 'fLaC', '\0\0\0\u0018ftyp', '#EXTM3U\n'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...beginnings),
        fc.uint8Array({ maxLength: 300 }),
        async (start, rest) => {
          await writeFile(folder.path('any'), Buffer.concat([Buffer.from(start, 'latin1'), rest]));
          const outcome = await sniffContainer(folder.path('any')).catch((error: unknown) => error);
          if (typeof outcome === 'string') expect(containers).toContain(outcome);
          else expect(outcome).toMatchObject({ failureClass: 'input' } satisfies Partial<Failure>);
        },
      ),
      { numRuns: 200 },
    );
  });
});
