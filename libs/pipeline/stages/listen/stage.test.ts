import { afterAll, describe, expect, it } from 'vitest';
import { type Recording, type SoundTemplate, soundsArtifact } from '#contracts';
import { fingerprintOf } from '#speech';
import { roomWithChimes } from '../../../../test/room-with-chimes.js';
import { soundTools } from '../../test-tools.js';
import { listen } from './stage.js';

const { tools, remove } = await soundTools();
afterAll(remove);

const settings = {};

const pcm16k = await tools.objects.put(roomWithChimes(10), 'audio/L16');
const hear = async (known: SoundTemplate[]) => {
  const recording = { audio: { pcm16k }, transcript: null } as unknown as Recording;
  return soundsArtifact.parse(await listen.run({ recording, known, heard: [] }, { ...tools, settings }));
};

describe('the listen stage', () => {
  it('hears a chime in the stored samples of a recording', async () => {
    const { events } = await hear([]);
    expect(events).toHaveLength(1);
    expect(events[0]!.startMs).toBeGreaterThan(9900);
    expect(events[0]!.startMs).toBeLessThan(10_100);
  });

  it('names a sound that the show knows, and leaves one that the show keeps', async () => {
    const path = await tools.objects.localPath(pcm16k);
    const print = await fingerprintOf(path, { startMs: 10_000, endMs: 10_500 });
    const chime = { id: 'chime', name: 'Chime', origin: 'taught', ...print } as const;
    const { events } = await hear([{ ...chime, verdict: 'notification' }]);
    expect(events).toMatchObject([{ evidence: expect.arrayContaining(['template:chime']) }]);
    expect((await hear([{ ...chime, verdict: 'keep' }])).events).toEqual([]);
  });

  it('hears nothing where only a transcript was handed in', async () => {
    const recording: Recording = { audio: null, transcript: null };
    const inputs = { recording, known: [], heard: [] };
    expect(await listen.run(inputs, { ...tools, settings })).toEqual({ events: [], music: [] });
  });
});
