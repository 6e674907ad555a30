import type { EpisodeFacts, Notes, Recording, ShowFacts } from '#contracts';

/** An episode about an oven, for examples in tests. */
export const exampleEpisode: EpisodeFacts = {
  slug: 'the-cold-oven',
  title: null,
  description: null,
  people: [{ name: 'Ann Miller', role: 'host' }],
  season: 2,
  number: 5,
  type: 'full',
  explicit: null,
};

export const exampleShow: ShowFacts = {
  slug: 'bread',
  title: 'Bread & Butter',
  description: 'Two bakers talk.',
  author: 'Ann Miller',
  language: 'en',
  artwork: null,
  explicit: false,
};

const object = (type: string) => ({ sha256: '0'.repeat(64), bytes: 1, type });

export const exampleRecording: Recording = {
  audio: {
    source: object('audio/mpeg'),
    container: 'mp3',
    codec: 'mp3',
    sampleRate: 44_100,
    channels: 1,
    durationMs: 60_000,
    pcm16k: object('audio/l16'),
    peaks: object('application/octet-stream'),
    peakMs: 10,
    loudness: { integratedLufs: -16, truePeakDbtp: -1, rangeLu: 5 },
    tags: { title: 'Tagged' },
  },
  transcript: null,
};

export const exampleNotes: Notes = {
  by: 'extractive',
  model: null,
  degraded: null,
  titleOptions: ['The oven that would not heat', 'Cold bread'],
  oneSentence: 'An oven stays cold.',
  summaryShort: 'Why the oven stayed cold.',
  summaryLong: 'Why the oven stayed cold, and what we did about it.',
  keyPoints: [{ text: 'It was the fuse', startMs: 30_000, endMs: 32_000 }],
  quotes: [],
  soundbites: [
    { startMs: 5000, endMs: 25_000, title: 'Long enough', score: 1 },
    { startMs: 9000, endMs: 20_000, title: 'Too short once the cut is out', score: 1 },
  ],
  questions: [],
  keywords: [],
  people: [],
  links: [],
  socialPosts: [],
  explicit: { rating: true, words: ['damn'] },
  dropped: [],
  steps: [],
};
