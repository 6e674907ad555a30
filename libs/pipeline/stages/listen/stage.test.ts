import { afterAll, describe, expect, it } from 'vitest';
import { type Recording, soundsArtifact } from '#contracts';
import { soundTools } from '../../test-tools.js';
import { listen } from './stage.js';

const { tools, remove } = await soundTools();
afterAll(remove);

const settings = {};

describe('the listen stage', () => {
  it('hears a chime in the stored samples of a recording', async () => {
    const rate = 16_000;
    const samples = Int16Array.from({ length: 20 * rate }, (_, n) => {
      const t = n / rate - 10;
      const chime = t < 0 ? 0 : 8000 * Math.exp(-8 * t) * Math.sin(2 * Math.PI * 1480 * t);
      return chime + 20 * Math.sin(n * n);
    });
    const pcm16k = await tools.objects.put(Buffer.from(samples.buffer), 'audio/L16');
    const recording = { audio: { pcm16k }, transcript: null } as unknown as Recording;
    const { events } = soundsArtifact.parse(await listen.run({ recording }, { ...tools, settings }));
    expect(events).toHaveLength(1);
    expect(events[0]!.startMs).toBeGreaterThan(9900);
    expect(events[0]!.startMs).toBeLessThan(10_100);
  });

  it('hears nothing where only a transcript was handed in', async () => {
    const recording: Recording = { audio: null, transcript: null };
    expect(await listen.run({ recording }, { ...tools, settings })).toEqual({ events: [], music: [] });
  });
});
