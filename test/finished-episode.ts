import { randomBytes } from 'node:crypto';
import type {
  Chapters,
  Edits,
  Notes,
  Publication,
  Recording,
  Rendered,
  Sentence,
  Tokens,
  Transcript,
  Word,
} from '#contracts';
import { chaptersJson, srt, transcriptJson, transcriptText, vtt } from '#feed';
import {
  type AnyStage,
  addEpisode,
  type Backend,
  chapterize,
  clean,
  compare,
  ingest,
  publish,
  render,
  type StageOutput,
  summarize,
  tokenize,
  transcribe,
} from '#pipeline';
import { project } from '../libs/pipeline/runner/projections.js';

/** Each word takes 400 ms of every 500 ms; word 1 is an um that is cut. */
export const said = 'So um welcome to the reverb test. We listen to five rooms today.'.split(' ');

const words: Word[] = said.map((text, index) => ({
  text,
  startMs: index * 500,
  endMs: index * 500 + 400,
  confidence: 0.9,
}));
const durationMs = said.length * 500;

export const transcript: Transcript = {
  language: 'en',
  engine: { name: 'onnx', model: 'whisper-base' },
  timing: 'measured',
  words,
  paragraphs: [0, 7],
  speech: [{ startMs: 0, endMs: durationMs }],
  corrections: [],
  dropped: [],
};

export const edits: Edits = {
  profile: 'standard',
  cuts: [
    {
      id: 'um-1',
      kind: 'filler',
      sub: 'um',
      action: 'cut',
      state: 'auto',
      reason: 'A hesitation between two words.',
      confidence: 0.95,
      evidence: ['text'],
      decidedBy: 'machine',
      startMs: 500,
      endMs: 1000,
      words: { start: 1, end: 2 },
    },
  ],
};

const chapters: Chapters = {
  chapters: [{ id: 'ch01', startMs: 0, title: 'Reverb Test', titleBy: 'extractive', keywords: ['reverb'] }],
};

const notes: Notes = {
  by: 'extractive',
  model: null,
  degraded: null,
  titleOptions: ['The reverb test'],
  oneSentence: 'Five rooms.',
  summaryShort: 'Five rooms.',
  summaryLong: 'Five rooms.',
  keyPoints: [],
  quotes: [],
  soundbites: [],
  questions: [],
  keywords: [],
  people: [],
  links: [],
  socialPosts: [],
  explicit: { rating: false, words: [] },
  dropped: [],
  steps: [],
};

const tokens: Tokens = { language: 'en', sentences: [], counts: [], chunks: [], keyPhrases: [] };

/** Stores a stage's output as the runner does, without running it. */
export async function finishStage<S extends AnyStage>(
  { database, objects }: Backend,
  episodeId: string,
  stage: S,
  value: StageOutput<S>,
): Promise<void> {
  const where = { episodeId_stage: { episodeId, stage: stage.name } };
  const { key } = await database.stageRun.findUniqueOrThrow({ where });
  const { sha256, bytes } = await objects.put(Buffer.from(JSON.stringify(value)), 'application/json');
  const artifact = { key: key ?? '', stage: stage.name, version: stage.version, sha256, bytes };
  await database.artifact.upsert({ where: { key: artifact.key }, create: artifact, update: artifact });
  await database.stageRun.update({ where, data: { state: 'done', madeKey: key, progress: 1 } });
}

/** Writes what search and memory know of an episode's words, as the runner does after tokenize: one chunk a sentence. */
export async function projectWords(
  backend: Backend,
  episodeId: string,
  sentences: Sentence[],
): Promise<void> {
  const chunks = sentences.map(({ text, startMs, endMs, vector }, i) => ({
    ...{ id: `c${i}`, text, startMs, endMs, vector, tokens: 1 },
    ...{ sentenceStart: i, sentenceEnd: i + 1 },
  }));
  const held = { episodeId, stage: tokenize.name };
  await backend.database.$transaction((tx) => project(tx, backend, held, { ...tokens, sentences, chunks }));
}

/** An episode whose every stage is done, from made-up artifacts; its audio is random bytes unless given. */
export async function finishedEpisode(
  backend: Backend,
  showId: string,
  title = 'The reverb test',
  /** Raw 16 kHz samples, when a test listens to them. */
  pcm?: Buffer,
) {
  const { objects } = backend;
  const audio = randomBytes(100_000);
  const source = await objects.put(audio, 'application/octet-stream');
  const upload = { audio: { ...source, filename: 'Reverb Test.mp3' }, transcript: null };
  const episode = await addEpisode(backend, { showId, upload, filename: 'Reverb Test.mp3', title });
  const peaks = await objects.put(
    Buffer.from(said.flatMap((_, index) => [index, 200])),
    'application/octet-stream',
  );
  const recording: Recording = {
    audio: {
      source,
      container: 'mp3',
      codec: 'mp3',
      sampleRate: 44_100,
      channels: 1,
      durationMs,
      pcm16k: pcm ? await objects.put(pcm, 'application/octet-stream') : source,
      peaks,
      peakMs: 250,
      loudness: { integratedLufs: -16, truePeakDbtp: -1, rangeLu: 5 },
      tags: {},
    },
    transcript: null,
  };
  const rendered: Rendered = {
    audio: await objects.put(audio.subarray(0, 90_000), 'audio/mpeg'),
    publishedDurationMs: durationMs - 500,
    kept: [
      { startMs: 0, endMs: 500, publishedStartMs: 0 },
      { startMs: 1000, endMs: durationMs, publishedStartMs: 500 },
    ],
    loudness: null,
    sampleRate: 44_100,
    channels: 1,
  };
  const made: [AnyStage, unknown][] = [
    [ingest, recording],
    [compare, { repeated: [], sameAs: [] }],
    [transcribe, transcript],
    [clean, edits],
    [render, rendered],
    [tokenize, tokens],
    [chapterize, chapters],
    [summarize, notes],
    [publish, await publication(backend, rendered, title)],
  ];
  for (const [stage, value] of made) await finishStage(backend, episode.id, stage, value);
  const { pipeline } = backend;
  const others = pipeline.stages.filter((stage) => !made.some(([{ name }]) => name === stage.name));
  for (const stage of others) await finishStage(backend, episode.id, stage, { events: [], music: [] });
  return { ...episode, audio, rendered: audio.subarray(0, 90_000) };
}

async function publication({ objects }: Backend, rendered: Rendered, title: string): Promise<Publication> {
  const heard = { language: 'en', words: words.filter((_, index) => index !== 1), paragraphs: [0, 6] };
  const store = (text: string, type: string) => objects.put(Buffer.from(text), type);
  return {
    title,
    descriptionHtml: '<p>Five rooms.</p>',
    summary: 'Five rooms.',
    durationMs: rendered.publishedDurationMs,
    explicit: false,
    audio: rendered.audio,
    chapters: await store(
      chaptersJson(title, 'A show', [{ startMs: 0, title: 'Reverb' }]),
      'application/json+chapters',
    ),
    transcripts: {
      vtt: await store(vtt(heard), 'text/vtt'),
      srt: await store(srt(heard), 'application/x-subrip'),
      json: await store(transcriptJson(heard), 'application/json'),
      text: await store(transcriptText(heard), 'text/plain'),
    },
    notesHtml: await store('<p>Five rooms.</p>', 'text/html'),
    soundbites: [],
    people: [],
    season: null,
    number: null,
    type: 'full',
    language: 'en',
  };
}
