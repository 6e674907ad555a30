import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  chapterList,
  cutList,
  episodeList,
  episodeMemory,
  episodeView,
  glossaryList,
  keyList,
  me,
  notesView,
  passageList,
  peopleList,
  preflight,
  publicationList,
  searchResult,
  serverInfo,
  showList,
  topicList,
  transcriptView,
  waveformView,
  wordingExamples,
} from '#contracts';
import { call } from './request.js';

/** Points across the whole waveform: enough for a sharp picture on a wide screen, small for a twelve-hour episode. */
const waveformPoints = 4000;

/** What a finished stage changes: these are read anew when it ends. */
export const madeByStage: Record<string, readonly string[]> = {
  ingest: ['waveform'],
  compare: ['passages'],
  transcribe: ['transcript', 'cuts', 'speakers'],
  clean: ['cuts', 'transcript'],
  render: ['transcript', 'chapters', 'preflight', 'passages'],
  chapterize: ['chapters', 'memory'],
  summarize: ['notes'],
  publish: ['preflight', 'publications'],
};

export const queries = {
  me: () =>
    queryOptions({ queryKey: ['me'], queryFn: () => call(me, 'GET', '/auth/me'), staleTime: 300_000 }),
  keys: () => queryOptions({ queryKey: ['keys'], queryFn: () => call(keyList, 'GET', '/auth/keys') }),
  server: () =>
    queryOptions({
      queryKey: ['server'],
      queryFn: () => call(serverInfo, 'GET', '/server'),
      staleTime: Infinity,
    }),

  shows: () => queryOptions({ queryKey: ['shows'], queryFn: () => call(showList, 'GET', '/shows') }),
  glossary: (showId: string) =>
    queryOptions({
      queryKey: ['glossary', showId],
      queryFn: () => call(glossaryList, 'GET', `/shows/${showId}/glossary`),
    }),
  people: (showId: string) =>
    queryOptions({
      queryKey: ['people', showId],
      queryFn: () => call(peopleList, 'GET', `/shows/${showId}/people`),
    }),
  topics: (showId: string) =>
    queryOptions({
      queryKey: ['topics', showId],
      queryFn: () => call(topicList, 'GET', `/shows/${showId}/topics`),
    }),
  examples: (showId: string) =>
    queryOptions({
      queryKey: ['examples', showId],
      queryFn: () => call(wordingExamples, 'GET', `/shows/${showId}/examples`),
    }),
  feedCheck: (showId: string) =>
    queryOptions({
      queryKey: ['feed-check', showId],
      queryFn: () => call(preflight, 'GET', `/shows/${showId}/preflight`),
    }),
  episodes: (showId: string, page: number) =>
    queryOptions({
      queryKey: ['episodes', showId, page],
      queryFn: () => call(episodeList, 'GET', `/episodes?showId=${showId}&page=${page}`),
      placeholderData: keepPreviousData,
    }),

  episode: (episodeId: string) =>
    queryOptions({
      queryKey: ['episode', episodeId],
      queryFn: () => call(episodeView, 'GET', `/episodes/${episodeId}`),
    }),
  transcript: (episodeId: string, time: 'source' | 'published') =>
    queryOptions({
      queryKey: ['episode', episodeId, 'transcript', time],
      queryFn: () => call(transcriptView, 'GET', `/episodes/${episodeId}/transcript.json?time=${time}`),
    }),
  cuts: (episodeId: string) =>
    queryOptions({
      queryKey: ['episode', episodeId, 'cuts'],
      queryFn: () => call(cutList, 'GET', `/episodes/${episodeId}/cuts`),
    }),
  passages: (episodeId: string) =>
    queryOptions({
      queryKey: ['episode', episodeId, 'passages'],
      queryFn: () => call(passageList, 'GET', `/episodes/${episodeId}/passages`),
    }),
  chapters: (episodeId: string) =>
    queryOptions({
      queryKey: ['episode', episodeId, 'chapters'],
      queryFn: () => call(chapterList, 'GET', `/episodes/${episodeId}/chapters`),
    }),
  memory: (episodeId: string) =>
    queryOptions({
      queryKey: ['episode', episodeId, 'memory'],
      queryFn: () => call(episodeMemory, 'GET', `/episodes/${episodeId}/memory`),
    }),
  notes: (episodeId: string) =>
    queryOptions({
      queryKey: ['episode', episodeId, 'notes'],
      queryFn: () => call(notesView, 'GET', `/episodes/${episodeId}/notes`),
    }),
  waveform: (episodeId: string) =>
    queryOptions({
      queryKey: ['episode', episodeId, 'waveform'],
      queryFn: () => call(waveformView, 'GET', `/episodes/${episodeId}/waveform?points=${waveformPoints}`),
      staleTime: Infinity,
    }),
  preflight: (episodeId: string) =>
    queryOptions({
      queryKey: ['episode', episodeId, 'preflight'],
      queryFn: () => call(preflight, 'GET', `/episodes/${episodeId}/preflight`),
    }),
  publications: (episodeId: string) =>
    queryOptions({
      queryKey: ['episode', episodeId, 'publications'],
      queryFn: () => call(publicationList, 'GET', `/episodes/${episodeId}/publications`),
    }),

  search: (q: string, page: number) =>
    queryOptions({
      queryKey: ['search', q, page],
      queryFn: () => call(searchResult, 'GET', `/search?q=${encodeURIComponent(q)}&page=${page}`),
      enabled: q !== '',
      placeholderData: keepPreviousData,
    }),
};
