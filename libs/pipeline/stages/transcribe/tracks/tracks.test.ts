import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '#config';
import type { Recording, Transcript, UploadTrack } from '#contracts';
import { findBinaries } from '#media';
import { createTranscriber, type Transcriber } from '#speech';
import type { StageTools } from '../../../define-stage.js';
import { soundTools } from '../../../test-tools.js';
import { ingest } from '../../ingest/stage.js';
import { decodeRecording } from '../decode-recording.js';

const sample = (name: string) =>
  fileURLToPath(new URL(`../../../../../samples/small-batch-audio${name}`, import.meta.url));

/** Who has the word in the first seconds of the bundled episode; between sentences, in seconds. */
const turns = [
  { speaker: 'Ada', from: 0, to: 6.1 },
  { speaker: 'Ben', from: 6.1, to: 11.3 },
  { speaker: 'Ada', from: 11.3, to: 19 },
  { speaker: 'Ben', from: 19, to: 23.3 },
];
const seconds = 23.3;
/** How late and how quiet one hears the other, and how much quieter all of Ben's track is. */
const bleed = { ms: 80, db: -20 };
const quietDb = -15;

const { tools, folder, remove } = await soundTools();
const transcriber = createTranscriber(readSettings({ WHISPER_PROCESSES: '1' }));
afterAll(async () => {
  await transcriber.close();
  await remove();
});

/** The sample with everybody silenced but one, who is heard faintly on the other track too. */
function record(speaker: string, gainDb: number): string {
  const path = join(folder, `${speaker}.wav`);
  const silenced = (who: (turn: (typeof turns)[number]) => boolean) =>
    turns
      .filter(who)
      .map(({ from, to }) => `volume=0:enable='between(t,${from},${to})'`)
      .join(',');
  const own = silenced((turn) => turn.speaker !== speaker);
  const others = `${silenced((turn) => turn.speaker === speaker)},adelay=${bleed.ms},volume=${bleed.db}dB`;
  const graph = `[0:a]asplit=2[a][b];[a]${own}[own];[b]${others}[others];[own][others]amix=inputs=2:duration=first,volume=2,volume=${gainDb}dB`;
  const input = ['-y', '-v', 'error', '-t', String(seconds), '-i', sample('.mp3')];
  execFileSync(findBinaries().ffmpeg.path, [...input, '-filter_complex', graph, path]);
  return path;
}

async function takeIn(files: { speaker: string; path: string }[]): Promise<Recording> {
  const tracks: UploadTrack[] = [];
  for (const { speaker, path } of files) {
    const object = await tools.objects.putFile(path, 'audio/wav');
    tracks.push({ ...object, filename: `${speaker}.wav`, speaker });
  }
  const upload = { audio: null, transcript: null, tracks };
  return ingest.run({ upload }, { ...tools, settings: ingest.settings.parse({}) });
}

/** Keeps what is saved, and counts what the engine is asked. */
function counting(engine: Transcriber, saved: Map<string, unknown>, stopAfter = Infinity) {
  let asked = 0;
  const stop = new AbortController();
  const given: StageTools = {
    ...tools,
    signal: stop.signal,
    partials: {
      load: async (part) => saved.get(part),
      save: async (part, value) => void saved.set(part, value),
      claim: async () => true,
    },
    transcriber: {
      name: engine.name,
      model: engine.model,
      parallel: 1,
      plan: (path, signal) => engine.plan(path, signal),
      detectLanguage: (...args) => engine.detectLanguage(...args),
      transcribe: (...args) => {
        if (++asked > stopAfter) stop.abort(new Error('killed'));
        return engine.transcribe(...args);
      },
      close: async () => undefined,
    },
  };
  return { given, asked: () => asked };
}

describe('a track for each speaker', () => {
  const settings = { language: 'en', mixedLanguages: false };
  const saved = new Map<string, unknown>();
  let recording: Recording;
  let transcript: Transcript;
  let askedAtFirst: number;

  beforeAll(async () => {
    recording = await takeIn([
      { speaker: 'Ada', path: record('Ada', 0) },
      { speaker: 'Ben', path: record('Ben', quietDb) },
    ]);
    const { given, asked } = counting(transcriber, saved);
    transcript = await decodeRecording(recording, settings, given);
    askedAtFirst = asked();
  }, 120_000);

  it('says exactly who said what, though each microphone heard the other', async () => {
    expect(transcript.speakers).toEqual([
      { id: 'track-1', name: 'Ada', by: 'track', named: true },
      { id: 'track-2', name: 'Ben', by: 'track', named: true },
    ]);
    const wrong = transcript.words.filter(({ speaker, startMs, endMs }) => {
      const at = (startMs + endMs) / 2000;
      return turns.find(({ from, to }) => at >= from && at < to)?.speaker !== speaker;
    });
    expect(wrong).toEqual([]);
    const { words } = JSON.parse(await readFile(sample('.truth.json'), 'utf8')) as {
      words: { end: number }[];
    };
    const spoken = words.filter(({ end }) => end <= seconds).length;
    expect(transcript.words.length / spoken).toBeGreaterThan(0.9);
    expect(transcript.words.length / spoken).toBeLessThan(1.1);
  });

  it('has its words in order, none over another, and a paragraph at each turn', () => {
    const { words, paragraphs } = transcript;
    for (const [i, word] of words.entries())
      expect(word.startMs).toBeGreaterThanOrEqual(words[i - 1]?.endMs ?? 0);
    const changes = words.flatMap(({ speaker }, i) => (words[i - 1]?.speaker === speaker ? [] : [i]));
    expect(paragraphs).toEqual(expect.arrayContaining(changes));
    expect(changes).toHaveLength(turns.length);
  });

  it('lists what a microphone picked up from the other', () => {
    const picked = transcript.dropped.filter(({ reason }) => reason.startsWith('picked up'));
    expect(new Set(picked.map(({ reason }) => reason)).size).toBe(2);
  });

  it('mixes a quiet guest as loud as the host', () => {
    const [ada, ben] = recording.audio!.tracks!;
    expect(ben!.gainDb - ada!.gainDb).toBeGreaterThan(-quietDb - 4);
    expect(recording.audio).toMatchObject({ container: 'flac', channels: 1, sampleRate: 24_000 });
  });

  it('repeats at most the chunk that was in hand when a worker is killed', async () => {
    const half = new Map<string, unknown>();
    const first = counting(transcriber, half, 2);
    await expect(decodeRecording(recording, settings, first.given)).rejects.toThrow();
    const second = counting(transcriber, half);
    const { words } = await decodeRecording(recording, settings, second.given);
    expect(words).toEqual(transcript.words);
    expect(first.asked() + second.asked()).toBeLessThanOrEqual(askedAtFirst + 1);
  }, 120_000);
});
