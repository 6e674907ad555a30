import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cut, type Recording, renderedArtifact, type Word } from '#contracts';
import { audioFormats, decode, writeWav } from '#media';
import { builds, noise, useBuild } from '../../../media/test-media.js';
import { soundTools } from '../../test-tools.js';
import { timelineFromKept } from '../../timeline.js';
import { ingest } from '../ingest/stage.js';
import { render } from './stage.js';

const { tools, folder, remove } = await soundTools();
afterAll(remove);
const samples = new URL('../../../../samples/', import.meta.url);

const cut = (startMs: number, endMs: number, more: Partial<Cut> = {}): Cut => ({
  id: `${startMs}`,
  kind: 'filler',
  sub: 'um',
  action: 'cut',
  state: 'auto',
  startMs,
  endMs,
  reason: 'a test',
  confidence: 1,
  evidence: ['text'],
  decidedBy: 'machine',
  ...more,
});

async function recordingOf(file: string): Promise<Recording> {
  const audio = { ...(await tools.objects.putFile(file, 'audio/wav')), filename: file };
  return ingest.run(
    { upload: { audio, transcript: null } },
    { ...tools, settings: ingest.settings.parse({}) },
  );
}

async function recorded(channels: Float32Array[], sampleRate: number): Promise<Recording> {
  const file = join(folder, 'source.wav');
  await writeWav(file, channels, sampleRate);
  return recordingOf(file);
}

const run = (
  recording: Recording,
  cuts: Cut[],
  settings: object = {},
  words: Word[] = [],
  more: Partial<typeof tools> = {},
) => {
  const transcript = {
    language: 'en',
    engine: { name: 'test', model: 'test' },
    timing: 'measured' as const,
    words,
    paragraphs: [],
    speech: [],
    corrections: [],
    dropped: [],
  };
  const edits = { profile: 'standard', cuts };
  return render.run(
    { recording, edits, transcript },
    { ...tools, ...more, settings: render.settings.parse(settings) },
  );
};

/** The first channel of the finished file as a listener hears it. */
async function heard(
  { audio, sampleRate, channels }: Awaited<ReturnType<typeof run>>,
  format: 'mp3' | 'm4a' | 'opus' = 'mp3',
) {
  const parts: Buffer[] = [];
  const options = { container: audioFormats[format].container, sampleRate: sampleRate!, channels: channels! };
  const { signal } = tools;
  const path = await tools.objects.localPath(audio!);
  for await (const part of decode(path, { ...options, format: 'f32le', durationMs: 60_000, signal }))
    parts.push(Buffer.from(part));
  const bytes = Buffer.concat(parts);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).filter(
    (_, at) => at % channels! === 0,
  );
}

/** Something like speech: syllables of noise and tone, with pauses, at an unlike loudness. */
function babble(seconds: number, sampleRate: number, amplitude: number): Float32Array {
  let state = 7;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, at) => {
    state = (state * 48_271) % 2_147_483_647;
    const time = at / sampleRate;
    const syllable =
      Math.max(0, Math.sin(2 * Math.PI * 3.1 * time)) * (Math.sin(2 * Math.PI * 0.21 * time) > -0.8 ? 1 : 0);
    const voice = Math.sin(2 * Math.PI * 140 * time) + 0.6 * Math.sin(2 * Math.PI * 840 * time);
    return amplitude * (0.002 + syllable * (0.5 * voice + 0.3 * (state / 1_073_741_823.5 - 1)));
  });
}

const seconds = (rendered: { publishedDurationMs: number }) => rendered.publishedDurationMs / 1000;

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

describe('time', () => {
  it('is exact to the sample: every beep is where the timeline says', async () => {
    const sampleRate = 44_100;
    const source = new Float32Array(20 * sampleRate);
    const beeps = [1, 4, 8, 13, 18];
    for (const beep of beeps)
      for (let at = 0; at < 441; at++)
        source[beep * sampleRate + at] = 0.5 * Math.sin((2 * Math.PI * 2_000 * at) / sampleRate);
    const recording = await recorded([source], sampleRate);
    const rendered = await run(recording, [
      cut(2_000, 3_333),
      cut(5_000, 7_100),
      cut(9_000, 9_800),
      cut(14_000, 17_500),
    ]);
    const timeline = timelineFromKept(rendered.kept, recording.audio!.durationMs);
    const out = await heard(rendered);
    const loudest = Math.max(...out.slice(0, 60_000).map(Math.abs));
    for (const beep of beeps) {
      const expected = Math.round((timeline.toPublished(beep * 1000) * sampleRate) / 1000);
      const near = out.slice(expected - 2_000, expected + 2_000);
      const onset = near.findIndex((sample) => Math.abs(sample) > loudest / 2);
      // MP3 smears an onset by a few samples: half a millisecond either way.
      expect(Math.abs(onset - 2_000)).toBeLessThan(0.0005 * sampleRate);
    }
  });

  it('does not drift over thousands of cuts', async () => {
    const sampleRate = 8_000;
    const recording = await recorded([babble(300, sampleRate, 0.2)], sampleRate);
    const cuts = Array.from({ length: 1_400 }, (_, index) => cut(index * 214 + 30, index * 214 + 80));
    const words = cuts.map(({ endMs }) => ({
      text: 'word',
      startMs: endMs + 20,
      endMs: endMs + 60,
      confidence: 1,
    }));
    const rendered = await run(recording, cuts, {}, words);
    expect(Math.abs(rendered.publishedDurationMs - (300_000 - 1_400 * 50))).toBeLessThan(1_400);
    expect((await heard(rendered)).length).toBe(Math.round(seconds(rendered) * sampleRate));
  });
});

describe('a splice', () => {
  it('adds no step to a steady tone', async () => {
    const sampleRate = 48_000;
    const tone = Float32Array.from(
      { length: 6 * sampleRate },
      (_, at) => 0.1 * Math.sin((2 * Math.PI * 220 * at) / sampleRate),
    );
    const rendered = await run(await recorded([tone], sampleRate), [cut(2_000, 3_001.7)], {
      bitrateKbps: 192,
    });
    const out = await heard(rendered);
    const join = 2 * sampleRate;
    const biggest = (from: number, to: number) => {
      let step = 0;
      for (let at = from; at < to; at++) step = Math.max(step, Math.abs(out[at]! - out[at - 1]!));
      return step;
    };
    expect(biggest(join - 4_800, join + 4_800)).toBeLessThanOrEqual(1.03 * biggest(24_000, 48_000));
  });

  it('keeps the room at its level: no hole and no bump where a cut was', async () => {
    const sampleRate = 48_000;
    const room = noise(8, sampleRate, 0.02);
    const out = await heard(await run(await recorded([room], sampleRate), [cut(3_000, 4_000)]));
    const levelAt = (ms: number) => {
      const part = out.slice(((ms - 20) * sampleRate) / 1000, ((ms + 20) * sampleRate) / 1000);
      return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
    };
    const usual = [1_000, 1_500, 2_000, 5_000, 6_000].map(levelAt);
    const mean = usual.reduce((sum, level) => sum + level, 0) / usual.length;
    for (let ms = 2_880; ms <= 3_120; ms += 20) expect(Math.abs(levelAt(ms) - mean)).toBeLessThan(1);
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

describe('edit lists', async () => {
  const sampleRate = 16_000;
  const recording = await recorded([babble(10, sampleRate, 0.2)], sampleRate);

  it('that overlap, reach beyond the end and repeat themselves still have one meaning', async () => {
    const messy = [
      cut(4_000, 5_000),
      cut(4_500, 6_000),
      cut(4_500, 6_000),
      cut(9_000, 99_000),
      cut(50_000, 60_000),
    ];
    const rendered = await run(recording, messy);
    expect(Math.abs(rendered.publishedDurationMs - 7_000)).toBeLessThanOrEqual(2);
  });

  it('that leave nothing are refused, with what to do', async () => {
    await expect(run(recording, [cut(0, 10_000)])).rejects.toMatchObject({
      failureClass: 'input',
      remedy: expect.stringMatching(/Reject some of the cuts/),
    });
  });

  it('of ten thousand cuts lose no time and no sample', { timeout: 90_000 }, async () => {
    const long = await recorded([babble(300, 8_000, 0.2)], 8_000);
    const cuts = Array.from({ length: 10_000 }, (_, index) => cut(index * 30 + 5, index * 30 + 15));
    const words = cuts.map(({ endMs }) => ({
      text: 'a',
      startMs: endMs + 2,
      endMs: endMs + 18,
      confidence: 1,
    }));
    const rendered = await run(long, cuts, {}, words);
    expect(Math.abs(rendered.publishedDurationMs - (300_000 - 10_000 * 10))).toBeLessThan(10_000);
    expect((await heard(rendered)).length).toBe(Math.round(seconds(rendered) * 8_000));
  });

  it('may take everything but one word', async () => {
    const words = [{ text: 'word', startMs: 4_000, endMs: 4_600, confidence: 1 }];
    const rendered = await run(recording, [cut(0, 4_000), cut(4_600, 10_000)], {}, words);
    expect(Math.abs(rendered.publishedDurationMs - 600)).toBeLessThanOrEqual(2);
  });

  it('may mute a recording from end to end, be it silent or full of sound', async () => {
    const silent = await recorded([new Float32Array(2 * sampleRate)], sampleRate);
    for (const sound of [recording, silent]) {
      const rendered = await run(sound, [cut(0, 99_000, { action: 'mute' })]);
      expect(rendered.publishedDurationMs).toBe(sound.audio!.durationMs);
    }
  });

  it('that are empty change nothing but the level', async () => {
    const rendered = await run(recording, []);
    expect(rendered.kept).toEqual([{ startMs: 0, endMs: 10_000, publishedStartMs: 0 }]);
    expect((await heard(rendered)).length).toBe(10 * sampleRate);
  });

  it('may mute: time stays, the sound goes, and the room is heard in its place', async () => {
    // Twelve seconds of speech in a room 46 dB under full scale, louder after the sixth: the fan went on.
    const room = noise(12, sampleRate, 0.005).map((sample, at) => sample * (at < 6 * sampleRate ? 1 : 2));
    const spoken = babble(12, sampleRate, 0.2).map((sample, at) => sample + room[at]!);
    const mutes = [cut(3_050, 3_950, { action: 'mute' }), cut(9_050, 9_950, { action: 'mute' })];
    const rendered = await run(await recorded([spoken], sampleRate), mutes);
    const out = await heard(rendered);
    expect(out.length).toBe(12 * sampleRate);
    const level = (samples: Float32Array, from: number, to: number) => {
      const part = samples.slice(from * sampleRate, to * sampleRate);
      return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
    };
    // Where nothing was changed, what was made louder tells by how much.
    const gainDb = level(out, 4.2, 8.8) - level(spoken, 4.2, 8.8);
    expect(Math.abs(level(out, 3.1, 3.9) - level(room, 3.1, 3.9) - gainDb)).toBeLessThan(2);
    expect(Math.abs(level(out, 9.1, 9.9) - level(room, 9.1, 9.9) - gainDb)).toBeLessThan(2);
  });

  it('filters a chime out from under words, and leaves the voice as it was', async () => {
    const lines = [880, 1_320, 1_975];
    const struck = Float32Array.from({ length: 12 * sampleRate }, (_, at) => {
      const t = at / sampleRate - 6.1;
      if (t < 0 || t > 1) return 0;
      return lines.reduce((sum, hz) => sum + 0.05 * Math.sin(2 * Math.PI * hz * t), 0) * Math.exp(-4 * t);
    });
    const spoken = babble(12, sampleRate, 0.1);
    const both = await recorded([spoken.map((sample, at) => sample + struck[at]!)], sampleRate);
    const words = [{ text: 'word', startMs: 6_200, endMs: 6_800, confidence: 1 }];
    // So quiet that no limiter touches it: only what was filtered differs.
    const quiet = { bitrateKbps: 192, targetLufs: -30 };
    const heardWith = async (...cuts: Cut[]) => heard(await run(both, cuts, quiet, words));
    const filtered = await heardWith(cut(6_100, 7_000, { action: 'duck' }));
    const left = await heardWith();
    const band = (samples: Float32Array, hz: number, from: number, to: number) => {
      let [re, im] = [0, 0];
      for (let at = from * sampleRate; at < to * sampleRate; at++) {
        re += samples[at]! * Math.cos((2 * Math.PI * hz * at) / sampleRate);
        im += samples[at]! * Math.sin((2 * Math.PI * hz * at) / sampleRate);
      }
      return 10 * Math.log10(re * re + im * im);
    };
    // Each rendering has a gain of its own: levels are told against a stretch that nothing touches.
    const voiceHz = 140;
    const rise = (samples: Float32Array, hz: number, from: number, to: number) =>
      band(samples, hz, from, to) - band(samples, voiceHz, 8, 11);
    const change = (samples: Float32Array, hz: number, from: number, to: number) =>
      rise(samples, hz, from, to) - rise(left, hz, from, to);
    for (const hz of lines) expect(change(filtered, hz, 6.1, 6.5)).toBeLessThan(-12);
    expect(Math.abs(change(filtered, voiceHz, 6.1, 7))).toBeLessThan(0.5);
  });

  it('may duck: far where nobody speaks, a little under a word', async () => {
    const tone = Float32Array.from({ length: 10 * sampleRate }, (_, at) => 0.1 * Math.sin(at * 0.3));
    const words = [{ text: 'word', startMs: 6_200, endMs: 6_800, confidence: 1 }];
    const ducks = [cut(2_000, 3_000, { action: 'duck' }), cut(6_000, 7_000, { action: 'duck' })];
    const out = await heard(await run(await recorded([tone], sampleRate), ducks, {}, words));
    const loudest = (at: number) =>
      Math.max(...out.slice(at * sampleRate, (at + 0.5) * sampleRate).map(Math.abs));
    expect(20 * Math.log10(loudest(2.25) / loudest(4))).toBeCloseTo(-18, 0);
    expect(20 * Math.log10(loudest(6.25) / loudest(4))).toBeCloseTo(-6, 0);
  });

  it('leave the source as it was', async () => {
    const before = await tools.objects.read(recording.audio!.source);
    await run(recording, [cut(1_000, 2_000)]);
    expect((await tools.objects.read(recording.audio!.source)).equals(before)).toBe(true);
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
