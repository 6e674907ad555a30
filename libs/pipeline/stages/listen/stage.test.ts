import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Recording, type SoundTemplate, soundsArtifact } from '#contracts';
import { fingerprintOf } from '#speech';
import { roomWithChimes } from '../../../../test/room-with-chimes.js';
import { layTagger } from '../../../../test/tiny-tagger.js';
import { soundTools } from '../../test-tools.js';
import { listen } from './stage.js';

const { tools, folder, remove } = await soundTools();
afterAll(remove);

const settings = {};

const pcm16k = await tools.objects.put(roomWithChimes(10), 'audio/L16');
const hear = async (known: SoundTemplate[], tagger?: string) => {
  const recording = { audio: { pcm16k }, transcript: null } as unknown as Recording;
  const own = { ...tools, settings: tagger ? { tagger: { model: tagger, weights: 'tiny' } } : settings };
  return soundsArtifact.parse(await listen.run({ recording, known, heard: [] }, own));
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

describe('the listen stage with a tagger', () => {
  it('is surer of a sound of a phone’s class, and asks the host about laughter', async () => {
    const [alone] = (await hear([])).events;
    const [ringing] = (await hear([], await layTagger(join(folder, 'rings'), { Ringtone: 60 }))).events;
    expect(ringing).toMatchObject({ tags: { says: 'notification', classes: [{ name: 'Ringtone' }] } });
    expect(ringing!.evidence).toEqual([...alone!.evidence, 'tagger']);
    expect(ringing!.confidence).toBeGreaterThan(alone!.confidence);

    const [laughing] = (await hear([], await layTagger(join(folder, 'laughs'), { Laughter: 60 }))).events;
    expect(laughing).toMatchObject({ tags: { says: 'other' }, evidence: alone!.evidence });
    expect(laughing!.confidence).toBeLessThan(0.5);
  });

  it('goes on without one that is broken or gone, and says so', async () => {
    const { events } = await hear([]);
    const broken = await layTagger(join(folder, 'broken'), {});
    await writeFile(join(broken, 'yamnet.onnx'), 'not a model');
    expect(await hear([], broken)).toMatchObject({
      events,
      degraded: expect.stringContaining('cannot be used'),
    });
    await rm(broken, { recursive: true });
    expect(await hear([], broken)).toMatchObject({ events, degraded: expect.stringContaining('ENOENT') });
  });
});
