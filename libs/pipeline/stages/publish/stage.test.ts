import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '#config';
import { type Cut, type ObjectRef, type Publication, publicationArtifact, type Transcript } from '#contracts';
import { checkFeed, defaultArtwork, feedGuid, feedItem, renderFeed } from '#feed';
import { probe } from '#media';
import { type ObjectStore, openObjectStore } from '#storage';
import { timelineFromCuts } from '../../timeline.js';
import { exampleEpisode, exampleNotes, exampleRecording, exampleShow } from './example-inputs.js';
import { publish } from './stage.js';

const sample = resolve(import.meta.dirname, '../../../../samples/small-batch-audio.mp3');
const unused = (): never => {
  throw new Error('publish does not use this');
};

let folder: string;
let objects: ObjectStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'publish-'));
  objects = await openObjectStore(readSettings({ SHOWRUNNER_DATA: folder }));
});
afterAll(() => rm(folder, { recursive: true }));

/** Says one sentence of five words every two seconds for a minute, each with an “Um,” before it; the first is cut. */
const transcript: Transcript = {
  language: 'en',
  engine: { name: 'test', model: 'test' },
  timing: 'measured',
  words: Array.from({ length: 30 }, (_, sentence) =>
    ['Um,', 'we', 'baked', 'good', 'bread.'].map((text, index) => ({
      text,
      startMs: sentence * 2000 + index * 400,
      endMs: sentence * 2000 + index * 400 + 350,
      confidence: 1,
      speaker: 'Ann',
    })),
  ).flat(),
  paragraphs: [0, 75],
  speech: [],
  corrections: [],
  dropped: [],
};

const umCut: Cut = {
  id: 'cut-1',
  startMs: 0,
  endMs: 10_000,
  kind: 'filler',
  sub: 'um',
  action: 'cut',
  state: 'auto',
  reason: 'A hesitation.',
  confidence: 1,
  evidence: ['text'],
  decidedBy: 'machine',
  words: { start: 0, end: 26 },
};

async function published(audio: ObjectRef | null): Promise<Publication> {
  const timeline = timelineFromCuts([umCut], 60_000);
  const artwork = await objects.put(await defaultArtwork('Bread & Butter'), 'image/jpeg');
  const { publishedDurationMs } = timeline;
  const inputs = {
    recording: exampleRecording,
    transcript,
    edits: { profile: 'standard', cuts: [umCut] },
    rendered: {
      audio,
      publishedDurationMs,
      kept: [...timeline.kept],
      loudness: null,
      sampleRate: null,
      channels: null,
    },
    chapters: {
      chapters: [
        { id: 'a', startMs: 0, title: 'Hello', titleBy: 'extractive' as const, keywords: [] },
        { id: 'b', startMs: 30_000, title: 'The fuse', titleBy: 'extractive' as const, keywords: [] },
      ],
    },
    notes: exampleNotes,
    show: { ...exampleShow, artwork },
    episode: exampleEpisode,
    titles: [],
    descriptions: [],
  };
  return publish.run(inputs, {
    settings: {},
    progress: () => {},
    signal: new AbortController().signal,
    log: { info: () => {}, warn: () => {} },
    objects,
    partials: { load: unused, save: unused, claim: unused },
    callHelpers: unused,
    earlierRecordings: unused,
    knownVoices: unused,
    scratch: await mkdtemp(join(folder, 'scratch-')),
    transcriber: {
      name: 'none',
      model: 'none',
      parallel: 1,
      detectLanguage: unused,
      plan: unused,
      transcribe: unused,
      close: unused,
    },
    embedder: { id: 'none', dimensions: 0, countTokens: unused, embed: unused, close: unused },
    languageModel: null,
    webSearch: null,
  });
}

const read = async (ref: ObjectRef) => (await objects.read(ref)).toString();

describe('publish', () => {
  let publication: Publication;
  beforeAll(async () => {
    publication = await published(await objects.putFile(sample, 'audio/mpeg'));
  });

  it('gives what the contract says', () => {
    expect(publicationArtifact.parse(publication)).toEqual(publication);
    expect(publication).toMatchObject({
      title: 'The oven that would not heat',
      durationMs: 50_000,
      explicit: true,
      season: 2,
      number: 5,
      type: 'full',
      people: [{ name: 'Ann Miller', role: 'host' }],
      soundbites: [{ startMs: 0, durationMs: 15_000, title: 'Long enough' }],
    });
    expect(publication.descriptionHtml).toBe(
      '<p>Why the oven stayed cold, and what we did about it.</p>' +
        '<p><b>Chapters</b></p><ul><li>(00:00) Hello</li><li>(00:20) The fuse</li></ul>',
    );
  });

  it('writes title, show, artwork and chapters into the audio, and states its exact size', async () => {
    const path = await objects.localPath(publication.audio!);
    const bytes = await readFile(path);
    expect(publication.audio).toMatchObject({ type: 'audio/mpeg', bytes: bytes.length });
    const { tags } = await probe(path, { maxDurationMs: 3_600_000 }, new AbortController().signal);
    expect(tags).toMatchObject({
      title: 'The oven that would not heat',
      artist: 'Ann Miller',
      album: 'Bread & Butter',
    });
    for (const frame of ['CTOC', 'CHAP', 'APIC'])
      expect(bytes.subarray(0, 400_000).includes(frame)).toBe(true);
  });

  it('gives every text in published time', async () => {
    expect(JSON.parse(await read(publication.chapters)).chapters).toEqual([
      { startTime: 0, title: 'Hello' },
      { startTime: 20, title: 'The fuse' },
    ]);
    expect(await read(publication.transcripts.vtt)).toMatch(
      /^WEBVTT\n\n00:00:00\.400 --> 00:00:\d\d\.\d{3}\n<v Ann>We baked good bread\./,
    );
    expect(await read(publication.transcripts.srt)).toMatch(
      /^1\n00:00:00,400 --> .*\nAnn: We baked good bread\./,
    );
    expect(JSON.parse(await read(publication.transcripts.json)).segments[0]).toMatchObject({
      speaker: 'Ann',
      startTime: 0.4,
    });
    const text = await read(publication.transcripts.text);
    expect(text.split('\n\n')).toHaveLength(2);
    expect(text).toMatch(/^We baked good bread\. Um, we baked/);
    expect(await read(publication.notesHtml)).toContain('<li>It was the fuse (00:20)</li>');
  });

  it('makes a valid feed item', async () => {
    const base = 'https://bread.example';
    const at = (ref: ObjectRef, extension: string) => `${base}/media/${ref.sha256}.${extension}`;
    const { audio, chapters, transcripts } = publication;
    const item = feedItem(publication, {
      guid: 'guid-1',
      publishedAt: new Date('2026-11-20T09:30:00Z'),
      link: `${base}/oven`,
      urls: {
        audio: at(audio!, 'mp3'),
        chapters: at(chapters, 'json'),
        vtt: at(transcripts.vtt, 'vtt'),
        srt: at(transcripts.srt, 'srt'),
        json: at(transcripts.json, 'json'),
        text: at(transcripts.text, 'txt'),
      },
    });
    const feedUrl = `${base}/feed.xml`;
    const show = {
      ...exampleShow,
      link: base,
      feedUrl,
      category: 'Arts',
      imageUrl: `${base}/art.jpg`,
      guid: feedGuid(feedUrl),
    };
    const report = await checkFeed(renderFeed(show, [item]));
    expect(report.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('gives the same bytes when it runs twice', async () => {
    expect(await published(await objects.putFile(sample, 'audio/mpeg'))).toEqual(publication);
  });

  it('does all that needs no sound when there is none, and then makes no item', async () => {
    const silent = await published(null);
    expect(silent).toEqual({ ...publication, audio: null });
    expect(() =>
      feedItem(silent, {
        guid: 'g',
        publishedAt: new Date(),
        link: '',
        urls: { audio: '', chapters: '', vtt: '', srt: '', json: '', text: '' },
      }),
    ).toThrow('has no audio');
  });
});
