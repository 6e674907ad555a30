import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '#config';
import type { Recording } from '#contracts';
import { findBinaries } from '#media';
import { type ChunkResult, createTranscriber, type SpeechChunk, type Transcriber } from '#speech';
import type { ObjectStore } from '#storage';
import { soundTools } from '../../test-tools.js';
import { decodeRecording } from './decode-recording.js';

const sha256 = 'a'.repeat(64);
const recording = { audio: { pcm16k: { sha256, bytes: 0, type: 'audio/l16' } } } as Recording;
const auto = { language: 'auto', mixedLanguages: true };

/** What each chunk of ten seconds sounds like, and how sure the engine is of it. */
type Said = { language: string; probability: number };

async function hear(said: Said[], settings = auto, surerInOwn = true) {
  const asked: string[] = [];
  const chunks = said.map((_, index): SpeechChunk => {
    const span = { startMs: index * 10_000, endMs: index * 10_000 + 9_000 };
    return { index, ...span, speech: [span] };
  });
  const transcriber: Transcriber = {
    ...{ name: 'simple', model: 'none', parallel: 1 },
    plan: async () => ({ speech: [], chunks }),
    detectLanguage: async () => 'en',
    async transcribe(_, { index, startMs }, { language }): Promise<ChunkResult> {
      asked.push(`${index} ${language}`);
      const isEnglish = said[index]!.language === 'en';
      const confidence = ((language === 'en') === isEnglish) === surerInOwn ? 0.9 : 0.4;
      const word = { text: language, startMs, endMs: startMs + 500, confidence };
      return { language, detected: said[index]!, words: [word], dropped: [] };
    },
    close: async () => undefined,
  };
  const { tools, remove } = await soundTools();
  const objects = { localPath: async () => '/nowhere' } as Partial<ObjectStore> as ObjectStore;
  const transcript = await decodeRecording(recording, settings, { ...tools, objects, transcriber });
  await remove();
  return { transcript, asked, texts: transcript.words.map(({ text }) => text).join(' ') };
}

const en = { language: 'en', probability: 0.98 };
const de = { language: 'de', probability: 0.97 };
const perhapsDe = { language: 'de', probability: 0.4 };
const yi = { language: 'yi', probability: 0.4 };

describe('mixed speech', () => {
  it('is written in the language of each part', async () => {
    const { transcript, texts, asked } = await hear([en, de, yi, de, en], auto, true);
    expect(texts).toBe('en de de de en');
    expect(transcript.language).toBe('en');
    expect(transcript.languages).toEqual([{ startMs: 10_000, endMs: 39_000, language: 'de' }]);
    expect(asked).toHaveLength(8);
  });

  it('stays in one language where the engine is not sure of another', async () => {
    const { transcript, texts } = await hear([en, perhapsDe, en, de], auto, false);
    expect(texts).toBe('en en en en');
    expect(transcript).not.toHaveProperty('languages');
  });

  it.each([
    { language: 'en', mixedLanguages: true },
    { language: 'auto', mixedLanguages: false },
  ])('is not looked for with %j', async (settings) => {
    expect((await hear([en, de], settings)).texts).toBe('en en');
  });
});

const hasVoices = (() => {
  try {
    execFileSync('espeak-ng', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

/** English, then German, then English, by a speech synthesiser. */
const spoken: [string, string][] = [
  [
    'en',
    'Good morning and welcome to the show. Today we talk about trains and how people travel through the night.',
  ],
  [
    'de',
    'Guten Morgen, meine Damen und Herren, und herzlich willkommen. Ich bin heute in Berlin, und ich spreche mit einem Freund. ' +
      'Wir haben gestern viel gearbeitet, und jetzt ist das Wetter sehr gut.',
  ],
  [
    'en',
    'That was our guest from Vienna. Now we go back to the studio and listen to the questions of our listeners.',
  ],
];

it.runIf(hasVoices)('is heard by Whisper in each language', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-mixed-'));
  const parts = spoken.map(([language, text], i) => {
    const path = join(folder, `${i}.wav`);
    execFileSync('espeak-ng', ['-v', language, '-s', '130', '-w', path, text]);
    const raw = ['-af', 'apad=pad_dur=1.5', '-ar', '16000', '-ac', '1', '-f', 's16le', '-'];
    return execFileSync(findBinaries().ffmpeg.path, ['-loglevel', 'error', '-i', path, ...raw], {
      maxBuffer: 2 ** 26,
    });
  });
  const pcm = join(folder, 'mixed.pcm');
  await writeFile(pcm, Buffer.concat(parts));
  const transcriber = createTranscriber(readSettings({ WHISPER_PROCESSES: '1' }));
  const { tools, remove } = await soundTools();
  const objects = { localPath: async () => pcm } as Partial<ObjectStore> as ObjectStore;
  try {
    const { language, languages, words } = await decodeRecording(recording, auto, {
      ...tools,
      objects,
      transcriber,
    });
    const text = words.map((word) => word.text.toLowerCase()).join(' ');
    expect(language).toBe('en');
    expect(languages?.map((span) => span.language)).toEqual(['de']);
    expect(text).toMatch(/welcome to the show.*ich spreche mit einem freund.*back to the studio/);
  } finally {
    await transcriber.close();
    await remove();
    await rm(folder, { recursive: true });
  }
});
