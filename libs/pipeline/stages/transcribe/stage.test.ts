import { describe, expect, it } from 'vitest';
import { type Recording, type Transcript, transcriptArtifact } from '#contracts';
import type { ChunkResult, SpeechChunk, Transcriber } from '#speech';
import type { ObjectStore } from '#storage';
import type { StageTools } from '../../define-stage.js';
import { transcribe } from './stage.js';

const sha256 = 'a'.repeat(64);
const recording = {
  audio: { pcm16k: { sha256, bytes: 0, type: 'audio/l16' }, durationMs: 40_000 },
  transcript: null,
} as Recording;

const chunks: SpeechChunk[] = [0, 1, 2, 3].map((index) => {
  const span = { startMs: index * 10_000, endMs: index * 10_000 + 8_000 };
  return { index, ...span, speech: [span] };
});

/** An engine that says one word a chunk and remembers what it was asked. */
function simpleEngine(fail: (index: number) => boolean = () => false) {
  const asked: number[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const transcriber: Transcriber = {
    name: 'simple',
    model: 'none',
    parallel: 2,
    plan: async () => ({ speech: chunks.map(({ startMs, endMs }) => ({ startMs, endMs })), chunks }),
    detectLanguage: async () => 'de',
    async transcribe(_, { index, startMs }, { language }): Promise<ChunkResult> {
      asked.push(index);
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      await Promise.resolve();
      atOnce--;
      if (fail(index)) throw new Error(`chunk ${index} failed`);
      const word = { text: `Word ${index}.`, startMs, endMs: startMs + 500, confidence: 1 };
      return { language, words: [word], dropped: [] };
    },
    close: async () => undefined,
  };
  return { transcriber, asked, mostAtOnce: () => mostAtOnce };
}

function tools(transcriber: Transcriber, partials: Map<string, unknown>, file = ''): StageTools {
  const fractions: number[] = [];
  const some: Partial<StageTools> = {
    progress: (fraction) => {
      expect(fraction).toBeGreaterThanOrEqual(fractions.at(-1) ?? 0);
      fractions.push(fraction);
    },
    signal: new AbortController().signal,
    partials: {
      load: async (part) => partials.get(part),
      save: async (part, value) => void partials.set(part, value),
      claim: async () => true,
    },
    callHelpers: async () => undefined,
    earlierRecordings: async () => [],
    knownVoices: async () => [],
    objects: {
      localPath: async () => '/nowhere',
      read: async () => Buffer.from(file),
    } as Partial<ObjectStore> as ObjectStore,
    transcriber,
  };
  return some as StageTools;
}

const run = (given: Recording, with_: StageTools, language = 'auto'): Promise<Transcript> =>
  transcribe.run(
    { recording: given, glossary: [], corrections: [], naming: [], place: '' },
    {
      ...with_,
      settings: {
        language,
        mixedLanguages: true,
        alignImports: true,
        speakers: 'off',
        mostSpeakers: 8,
        rememberVoices: true,
        engine: '',
        model: '',
      },
    },
  );

describe('the transcribe stage', () => {
  it('hears all chunks, as many at once as the engine takes, and puts them in order', async () => {
    const engine = simpleEngine();
    const transcript = await run(recording, tools(engine.transcriber, new Map()));
    expect(transcriptArtifact.parse(transcript)).toEqual(transcript);
    expect(transcript.words.map(({ text }) => text)).toEqual(['Word 0.', 'Word 1.', 'Word 2.', 'Word 3.']);
    expect(transcript).toMatchObject({
      language: 'de',
      engine: { name: 'simple' },
      paragraphs: [0, 1, 2, 3],
    });
    expect(engine.mostAtOnce()).toBe(2);
  });

  it('goes on where a run before it stopped', async () => {
    const partials = new Map<string, unknown>();
    const breaking = simpleEngine((index) => index === 2);
    await expect(run(recording, tools(breaking.transcriber, partials))).rejects.toThrow('chunk 2 failed');

    const engine = simpleEngine();
    const { words } = await run(recording, tools(engine.transcriber, partials));
    expect(words).toHaveLength(4);
    expect(engine.asked).not.toContain(0);
    expect(engine.asked).toContain(2);
  });

  it('takes the language that is set rather than asking for it', async () => {
    const { language } = await run(recording, tools(simpleEngine().transcriber, new Map()), 'fr');
    expect(language).toBe('fr');
  });

  it('reads a transcript that was handed in, and hears nothing', async () => {
    const engine = simpleEngine();
    const given: Recording = {
      audio: null,
      transcript: { sha256, bytes: 1, type: 'text/plain', filename: 'page.txt' },
    };
    const transcript = await run(
      given,
      tools(engine.transcriber, new Map(), 'Ann (00:01.000)\nHello there.'),
    );
    expect(transcript).toMatchObject({ timing: 'interpolated', engine: { name: 'import' } });
    expect(transcript.words).toHaveLength(2);
    expect(engine.asked).toEqual([]);
  });
});
