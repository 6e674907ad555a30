import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cut, renderedArtifact } from '#contracts';
import { builds, useBuild } from '../../../media/test-media.js';
import { timelineFromKept } from '../../timeline.js';
import { render } from './stage.js';
import { babble, cut, heard, recorded, recordingOf, remove, run, seconds, tools } from './test-render.js';

afterAll(remove);
const samples = new URL('../../../../samples/', import.meta.url);

describe('the bundled episode', async () => {
  const truth = JSON.parse(await readFile(new URL('small-batch-audio.truth.json', samples), 'utf8')) as {
    spans: { start: number; end: number; mode?: string }[];
    words: { text: string; start: number; end: number }[];
  };
  const recording = await recordingOf(new URL('small-batch-audio.mp3', samples).pathname);
  const cuts = truth.spans.map(({ start, end, mode }) =>
    cut(start * 1000, end * 1000, { action: mode === 'over' ? 'duck' : 'cut' }),
  );
  const words = truth.words.map(({ text, start, end }) => ({
    text,
    startMs: start * 1000,
    endMs: end * 1000,
    confidence: 1,
  }));
  const rendered = await run(recording, cuts, {}, words);

  it('comes out at −16 LUFS ±0.5 and −1 dBTP', () => {
    expect(rendered.loudness?.integratedLufs).toBeCloseTo(-16, 0);
    expect(Math.abs(rendered.loudness!.integratedLufs! + 16)).toBeLessThanOrEqual(0.5);
    expect(rendered.loudness?.truePeakDbtp).toBeLessThanOrEqual(-1);
  });

  it('is as long as the source less its cuts, to 1 ms a cut', async () => {
    const removed = cuts
      .filter(({ action }) => action === 'cut')
      .reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    expect(Math.abs(rendered.publishedDurationMs - (recording.audio!.durationMs - removed))).toBeLessThan(
      cuts.length,
    );
    // ffmpeg's LAME header cannot name more padding than one MP3 frame: up to 48 samples of silence may stay at the end.
    const tooMany = (await heard(rendered)).length - Math.round(seconds(rendered) * 24_000);
    expect(tooMany).toBeGreaterThanOrEqual(0);
    expect(tooMany).toBeLessThanOrEqual(48);
  });

  it('touches no word that stays', () => {
    const timeline = timelineFromKept(rendered.kept, recording.audio!.durationMs);
    const stays = truth.words.filter(
      (word) =>
        !truth.spans.some(({ start, end, mode }) => mode !== 'over' && word.start < end && word.end > start),
    );
    expect(stays.length).toBeGreaterThan(100);
    for (const { start, end } of stays)
      expect(timeline.toPublished(end * 1000) - timeline.toPublished(start * 1000)).toBeCloseTo(
        (end - start) * 1000,
        0,
      );
  });

  it('says what it is made of', () => {
    expect(renderedArtifact.parse(rendered)).toEqual(rendered);
    const sum = rendered.kept.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);
    expect(sum).toBeCloseTo(rendered.publishedDurationMs, 6);
  });
});

describe('loudness', () => {
  const sampleRate = 32_000;
  it.each([
    ['very quiet', 0.01, {}],
    ['loud', 0.7, {}],
    ['clipped', 3, {}],
    ['as M4A', 0.1, { format: 'm4a' }],
    ['as Opus', 0.1, { format: 'opus' }],
  ])('of a recording that is %s reaches −16 LUFS', async (_, amplitude, settings) => {
    const sound = babble(12, sampleRate, amplitude).map((sample) => Math.max(-1, Math.min(1, sample)));
    const { loudness } = await run(await recorded([sound, sound], sampleRate), [cut(3_000, 4_000)], settings);
    expect(Math.abs(loudness!.integratedLufs! + 16)).toBeLessThanOrEqual(0.5);
    expect(loudness!.truePeakDbtp).toBeLessThanOrEqual(-1);
  });

  it('of a mono file follows its own target when one is set', async () => {
    const recording = await recorded([babble(12, sampleRate, 0.1)], sampleRate);
    const { loudness } = await run(recording, [], { monoLufs: -19 });
    expect(Math.abs(loudness!.integratedLufs! + 19)).toBeLessThanOrEqual(0.5);
  });

  it('of silence is left alone', async () => {
    const rendered = await run(await recorded([new Float32Array(3 * sampleRate)], sampleRate), [
      cut(1_000, 2_000),
    ]);
    expect(rendered.loudness).toEqual({ integratedLufs: null, truePeakDbtp: null, rangeLu: null });
    expect((await heard(rendered)).every((sample) => Math.abs(sample) < 1e-4)).toBe(true);
  });
});

describe('shapes', () => {
  it.each([
    ['8 kHz mono', 'mp3', 8_000, 1, 8_000, 1],
    ['5.1', 'mp3', 48_000, 6, 48_000, 2],
    ['192 kHz', 'mp3', 192_000, 2, 48_000, 2],
    ['44.1 kHz stereo', 'mp3', 44_100, 2, 44_100, 2],
    ['5.1', 'm4a', 48_000, 6, 48_000, 6],
    ['5.1', 'opus', 48_000, 6, 48_000, 6],
    ['192 kHz', 'm4a', 192_000, 2, 96_000, 2],
    ['8 kHz mono', 'm4a', 8_000, 1, 8_000, 1],
    ['8 kHz mono', 'opus', 8_000, 1, 48_000, 1],
  ] as const)('%s as %s', async (_, format, sampleRate, channels, outRate, outChannels) => {
    const sound = babble(4, sampleRate, 0.2);
    const recording = await recorded(
      Array.from({ length: channels }, () => sound),
      sampleRate,
    );
    const rendered = await run(recording, [cut(1_000, 2_000)], { format });
    expect(rendered).toMatchObject({ sampleRate: outRate, channels: outChannels });
    expect(Math.abs(rendered.publishedDurationMs - 3_000)).toBeLessThanOrEqual(1);
    // AAC ends on a whole frame of 1024 samples; the others say where they end.
    const tooMany = (await heard(rendered, format)).length - Math.round(seconds(rendered) * outRate);
    expect(tooMany).toBeGreaterThanOrEqual(0);
    expect(tooMany).toBeLessThanOrEqual(format === 'm4a' ? 1024 : 1);
  });
});

describe('a second rendering', () => {
  it('begins at the level that was right before', async () => {
    const sampleRate = 16_000;
    const targetLufs = -16;
    const recording = await recorded([babble(30, sampleRate, 0.1)], sampleRate);
    const saved = new Map<string, unknown>();
    const partials = {
      ...tools.partials,
      load: async (part: string) => saved.get(part),
      save: async (part: string, value: unknown) => void saved.set(part, value),
    };
    const encodingsOf = async (...cuts: Cut[]) => {
      let checks = 0;
      const progress = (_: number, phase: string) => {
        if (phase === 'checking the finished file') checks++;
      };
      const { loudness } = await run(recording, cuts, { targetLufs }, [], { partials, progress });
      expect(Math.abs(loudness!.integratedLufs! - targetLufs)).toBeLessThanOrEqual(0.5);
      expect(loudness!.truePeakDbtp).toBeLessThanOrEqual(-1);
      return checks;
    };
    const cuts = [cut(3_000, 4_000), cut(9_000, 9_500)];
    await encodingsOf(...cuts);
    expect(await encodingsOf(...cuts)).toBe(1);
    const [[part, level]] = [...saved] as [[string, { gainDb: number; ceilingDb: number | null }]];
    saved.set(part, { ...level, gainDb: level.gainDb - 6 });
    expect(await encodingsOf(...cuts)).toBeGreaterThan(1);
    expect(await encodingsOf(...cuts)).toBe(1);
  });
});

describe.each(builds())('with ffmpeg $name', ({ binaries }) => {
  beforeAll(() => useBuild(binaries));

  it('everything holds: length, loudness, peaks', async () => {
    const recording = await recorded([babble(20, 44_100, 0.3)], 44_100);
    const rendered = await run(recording, [cut(3_000, 4_000), cut(10_000, 12_000), cut(15_000, 15_300)]);
    expect((await heard(rendered)).length).toBe(Math.round(seconds(rendered) * 44_100));
    expect(Math.abs(rendered.publishedDurationMs - 16_700)).toBeLessThanOrEqual(3);
    expect(Math.abs(rendered.loudness!.integratedLufs! + 16)).toBeLessThanOrEqual(0.5);
    expect(rendered.loudness!.truePeakDbtp).toBeLessThanOrEqual(-1);
  });
});

describe('without a recording', () => {
  it('there is no audio, and time follows the words', async () => {
    const words = [0, 1_000, 2_000].map((startMs) => ({
      text: 'word',
      startMs,
      endMs: startMs + 900,
      confidence: 1,
    }));
    const rendered = await run({ audio: null, transcript: null }, [cut(1_000, 2_000)], {}, words);
    expect(rendered).toMatchObject({ audio: null, publishedDurationMs: 1_900, loudness: null });
  });
});

it('stops when the episode is cancelled', async () => {
  const recording = await recorded([babble(60, 16_000, 0.2)], 16_000);
  const stop = new AbortController();
  const progress = (fraction: number) => fraction >= 0.1 && stop.abort(new Error('cancelled'));
  const transcript = {
    language: 'en',
    engine: { name: 'a', model: 'b' },
    timing: 'measured' as const,
    words: [],
    paragraphs: [],
    speech: [],
    corrections: [],
    dropped: [],
  };
  const inputs = { recording, edits: { profile: 'standard', cuts: [] }, transcript };
  await expect(
    render.run(inputs, { ...tools, settings: render.settings.parse({}), progress, signal: stop.signal }),
  ).rejects.toThrow('cancelled');
});
