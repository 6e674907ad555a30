import { z } from 'zod';
import {
  chaptersArtifact,
  cut,
  editsArtifact,
  repeatedPassage,
  speaker,
  transcriptArtifact,
  word,
} from './artifacts.js';
import { language, ms } from './base.js';
import { glossaryTerm, personPart, slug } from './episode.js';
import { failureClasses } from './errors.js';

/**
 * Bodies of the HTTP API. All routes lie under `/api/v1` unless they begin with `//`, and speak JSON.
 * Every failure is a `problem` (RFC 9457, `application/problem+json`). Times in bodies are milliseconds.
 * Signed in: the cookie that sign-in sets, or `Authorization: Bearer <key>`. A sign-in link is the dashboard's page
 * `/sign-in#token=<token>`: a fragment is never sent to a server or written to its log.
 *
 * | route | body or query | answer |
 * |---|---|---|
 * | POST /auth/sign-in (open) | signIn | 200 me, sets the cookie |
 * | POST /auth/sign-out | | 204 |
 * | GET /auth/me | | me |
 * | GET, POST /auth/keys | POST: newKey | keyList; 201 madeKey |
 * | DELETE /auth/keys/:keyId | | 204 |
 * | GET /server | | serverInfo |
 * | GET, POST /shows | POST: newShow | showList; 201 showView |
 * | GET, PATCH /shows/:showId | PATCH: showPatch | showView |
 * | PUT /shows/:showId/artwork | raw JPEG, PNG or WebP with its Content-Type, at most 20 MB | showView |
 * | GET /shows/:showId/artwork | | image/jpeg |
 * | GET, PUT /shows/:showId/glossary | PUT: glossaryTerm, replaces the one with the same `term` | glossaryList; glossaryEntry |
 * | DELETE /shows/:showId/glossary/:termId | | 204 |
 * | GET, PUT /shows/:showId/people | PUT: personEdit, replaces the one with the same `name` | peopleList; personView |
 * | DELETE /shows/:showId/people/:personId | | 204 |
 * | GET, POST /shows/:showId/sounds | POST: newSound | soundList; 201 soundView |
 * | PATCH, DELETE /shows/:showId/sounds/:soundId | PATCH: soundPatch | soundView; 204 |
 * | GET, POST /shows/:showId/sounds/scan | POST: scanRequest, looks for sounds in episodes made before they were taught | scanList; 202 scanList |
 * | POST /shows/:showId/sounds/proposals | scanRequest: what scans found is put into the review of those episodes | 202 scanList |
 * | GET /shows/:showId/lessons | | lessonList |
 * | DELETE /shows/:showId/lessons/:lessonId | | 204 |
 * | GET /shows/:showId/voices | | voiceList |
 * | DELETE /shows/:showId/voices[/:personId] | | 204; forgets one voice, or all |
 * | GET /shows/:showId/preflight | | preflight of the feed as it stands |
 * | POST, HEAD, PATCH, DELETE /uploads[/:uploadId] | tus 1.0; metadata `uploadMetadata` | the answer that ends an upload has the header `X-Episode-Id` |
 * | GET /uploads/:uploadId | | uploadView |
 *
 * Several uploads are one episode, each the track of a speaker, when they have the same `set` (a UUID that the client
 * makes) and the same number of `parts` in their metadata, and each its `speaker`. They come in any order and are resumed
 * one by one; the answer that ends the last of them has `X-Episode-Id`, and then each of them names the episode. A set
 * that is left incomplete is no episode: its uploads go when they are deleted, or a week after they began.
 *
 * | route | body or query | answer |
 * |---|---|---|
 * | GET /episodes | episodeQuery | episodeList, newest first |
 * | GET, PATCH, DELETE /episodes/:episodeId | PATCH: episodePatch | episodeView; DELETE 204 |
 * | GET /episodes/:episodeId/stages | | stageList |
 * | POST /episodes/:episodeId/retry | | 202 stageList |
 * | GET, POST /episodes/:episodeId/cuts | POST: newCut | cutList; 201 madeView |
 * | GET /episodes/:episodeId/passages | | passageList |
 * | POST /episodes/:episodeId/cuts/:cutId | verdict | 202 stageList |
 * | POST /episodes/:episodeId/verdicts | verdicts: on many cuts at once | 202 stageList |
 * | POST /episodes/:episodeId/corrections/:correctionId | verdict | 202 stageList |
 * | GET, PUT /episodes/:episodeId/speakers | PUT: speakerNames | speakerList; 202 stageList |
 * | GET /episodes/:episodeId/transcript.json | ?time=source or published (default source) | transcriptView |
 * | GET /episodes/:episodeId/transcript.vtt, .srt, .txt | ?time= as above | text |
 * | GET, POST /episodes/:episodeId/chapters | POST: chapterEdit | chapterList; 201 madeView |
 * | PUT, DELETE /episodes/:episodeId/chapters/:chapterId | PUT: chapterEdit | 202 stageList |
 * | GET /episodes/:episodeId/notes | | notesArtifact |
 * | GET /episodes/:episodeId/waveform | ?points=2000 | waveformView |
 * | GET, HEAD /episodes/:episodeId/audio/source, /audio/rendered | Range | the recording; the cleaned audio |
 * | GET /episodes/:episodeId/preflight | | preflight of this episode's item |
 * | POST /episodes/:episodeId/publish | | 200 publishedView; 422 with the checklist in `errors` when the feed would not conform |
 * | POST /episodes/:episodeId/unpublish | | 204 |
 * | GET /episodes/:episodeId/publications | | publicationList, newest first |
 * | GET /search | searchQuery | searchResult |
 * | GET /events, GET /episodes/:episodeId/events | | server-sent events without a name, each a `liveEvent` |
 * | GET //feeds/:showSlug.xml (open) | | RSS |
 * | GET //media/… (open) | Range | what publications name, nothing else |
 * | GET //healthz, //readyz (open) | | 200 or 503 healthView |
 * | GET //api/docs, //api/docs-json (open) | | OpenAPI |
 *
 * What answers "202 stageList" was decided and stored; the stages that hang on it now run again.
 * What a stage has not made yet is 404 with the failure class `input` and a remedy; the list of stages says when to come back.
 */

const id = z.uuid();
const at = z.iso.datetime();

/** RFC 9457 problem details. `detail` says what happened, `remedy` what to do. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  remedy: z.string(),
  failureClass: z.enum(failureClasses),
  /** Each wrong field, or each unmet rule of the feed. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;

export const signIn = z.object({ token: z.string().min(1).max(200) });
/** `by`: how this request was recognised. */
export const me = z.object({ id, email: z.string(), name: z.string(), by: z.enum(['session', 'key']) });
export const newKey = z.object({ name: z.string().trim().min(1).max(100) });
/** `prefix`: the key's first characters, to tell keys apart. */
export const apiKeyView = z.object({
  id,
  name: z.string(),
  prefix: z.string(),
  createdAt: at,
  lastUsedAt: at.nullable(),
});
export const keyList = z.object({ keys: z.array(apiKeyView) });
/** `secret` is shown this once. */
export const madeKey = z.object({ key: apiKeyView, secret: z.string() });

export const serverInfo = z.object({
  version: z.string(),
  publicUrl: z.string(),
  maxUploadBytes: z.number().int(),
  /** null when notes are extracts. */
  languageModel: z.string().nullable(),
});

/** publish: at once; confident: when every confidence is high; wait: for the host. */
export const reviewPolicy = z.enum(['publish', 'confident', 'wait']);
/** Settings of each stage by the stage's name; absent ones have defaults. */
export const showProfile = z.record(z.string(), z.record(z.string(), z.unknown()));

const showFields = z.object({
  title: z.string().trim().min(1).max(255),
  description: z.string().max(4000),
  author: z.string().max(255),
  ownerEmail: z.email().nullable(),
  language,
  /** As Apple lists them. */
  category: z.string().min(1).max(60),
  subcategory: z.string().min(1).max(60).nullable(),
  link: z.url({ protocol: /^https?$/ }).nullable(),
  copyright: z.string().max(255).nullable(),
  explicit: z.boolean(),
  review: reviewPolicy,
  profile: showProfile,
});
export const newShow = showFields.partial().required({ title: true }).extend({ slug: slug.optional() });
export const showPatch = showFields.partial();
export const showView = showFields.extend({
  id,
  slug,
  guid: z.string(),
  feedUrl: z.string(),
  /** Path of the artwork for signed-in people; null without artwork. */
  artworkPath: z.string().nullable(),
  episodes: z.number().int(),
  createdAt: at,
});
export type ShowView = z.infer<typeof showView>;
export const showList = z.object({ shows: z.array(showView) });

export const glossaryEntry = glossaryTerm.extend({ id, origin: z.string() });
export const glossaryList = z.object({ terms: z.array(glossaryEntry) });
export const personEdit = personPart.extend({
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
});
export const personView = personEdit.extend({ id });
export const peopleList = z.object({ people: z.array(personView) });

/** Metadata of a tus upload, in its `Upload-Metadata` header. */
export const uploadMetadata = z
  .object({
    filename: z.string().min(1).max(255),
    showId: id,
    kind: z.enum(['audio', 'transcript']).default('audio'),
    title: z.string().trim().min(1).max(255).optional(),
    /** The same for all uploads that make one episode together: a UUID that the client chooses. */
    set: z.uuid().optional(),
    /** How many uploads the set has: at most 16 tracks, a mix of them and a transcript. */
    parts: z.coerce.number().int().min(2).max(18).optional(),
    /** Who speaks on this track, in a set. A recording of a set that has no speaker is the mix of its tracks. */
    speaker: z.string().trim().min(1).max(128).optional(),
  })
  .superRefine(({ set, parts, speaker, kind }, { addIssue }) => {
    if ((set === undefined) !== (parts === undefined))
      addIssue({ code: 'custom', path: ['parts'], message: 'set and parts go together' });
    if (speaker !== undefined && (set === undefined || kind !== 'audio'))
      addIssue({ code: 'custom', path: ['speaker'], message: 'only a recording in a set has a speaker' });
  });
export const uploadView = z.object({
  id: z.string(),
  /** Bytes received. */
  offset: z.number().int(),
  /** Bytes announced. */
  bytes: z.number().int(),
  /** The episode made from it, once all bytes are there, and those of its whole set. */
  episodeId: id.nullable(),
  /** Of an upload that makes an episode together with others: how many have arrived whole. */
  set: z.object({ id: z.uuid(), parts: z.number().int(), arrived: z.number().int() }).optional(),
});
export type UploadView = z.infer<typeof uploadView>;

export const stageView = z.object({
  stage: z.string(),
  state: z.enum(['waiting', 'ready', 'running', 'done', 'failed']),
  /** 0 to 1 within the stage. */
  progress: z.number(),
  /** What is being done now, in words; empty when nothing is. */
  phase: z.string(),
  attempt: z.number().int(),
  /** Which engine did it; null when none or not yet known. */
  engine: z.string().nullable(),
  /** What the whole stage should take, from earlier runs on this installation; null before the recording's length is known. */
  expectedMs: z.number().nonnegative().nullable(),
  /** What a paid engine asks for it, in the currency of `WHISPER_PRICE_PER_MINUTE`; null when nothing is paid. */
  expectedCost: z.number().nonnegative().nullable(),
  /** Until the stage is done, with what it waits for, corrected while running; null when it cannot be foreseen. */
  etaMs: z.number().nonnegative().nullable(),
  failure: z
    .object({
      failureClass: z.enum(failureClasses),
      cause: z.string(),
      remedy: z.string(),
      retryAt: at.nullable(),
    })
    .nullable(),
  startedAt: at.nullable(),
  endedAt: at.nullable(),
});
export type StageView = z.infer<typeof stageView>;
/** In the order in which the pipeline runs. */
export const stageList = z.object({ stages: z.array(stageView) });

export const episodeStatus = z.enum(['processing', 'failed', 'review', 'published', 'withdrawn']);
const pageQuery = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(50),
};
const pageInfo = { total: z.number().int(), page: z.number().int(), pageSize: z.number().int() };

export const episodeQuery = z.object({ showId: id.optional(), ...pageQuery });
export const episodeSummary = z.object({
  id,
  showId: id,
  slug,
  /** The host's title, else the published one, else the file's name. */
  title: z.string(),
  filename: z.string(),
  status: episodeStatus,
  /** Part of all stages done, 0 to 1. */
  progress: z.number(),
  createdAt: at,
  publishedAt: at.nullable(),
});
export type EpisodeSummary = z.infer<typeof episodeSummary>;
export const episodeList = z.object({ episodes: z.array(episodeSummary), ...pageInfo });

export const publicationView = z.object({
  id: z.string(),
  withdrawn: z.boolean(),
  /** First published: the feed's pubDate. */
  publishedAt: at,
  at,
  by: z.string(),
  /** null for a withdrawal. */
  title: z.string().nullable(),
  durationMs: ms.nullable(),
  /** Addresses that listeners use; null for a withdrawal or when there is no audio. */
  audioUrl: z.string().nullable(),
  chaptersUrl: z.string().nullable(),
  transcriptUrls: z
    .object({ vtt: z.string(), srt: z.string(), json: z.string(), text: z.string() })
    .nullable(),
});
export type PublicationView = z.infer<typeof publicationView>;
export const publicationList = z.object({ publications: z.array(publicationView) });

export const episodePatch = z
  .object({
    /** null gives the title back to the notes. */
    title: z.string().trim().min(1).max(255).nullable(),
    description: z.string().max(4000).nullable(),
    season: z.number().int().positive().nullable(),
    number: z.number().int().positive().nullable(),
    type: z.enum(['full', 'trailer', 'bonus']),
    explicit: z.boolean().nullable(),
    /** Replaces the list; people new to the show are added to it. */
    people: z.array(personPart).max(100),
  })
  .partial();
export const episodeView = episodeSummary.extend({
  guid: z.string(),
  /** The host's own title; null while the notes' is used. */
  givenTitle: z.string().nullable(),
  /** The host's own description; null while the notes' is used. */
  description: z.string().nullable(),
  season: z.number().int().nullable(),
  number: z.number().int().nullable(),
  type: z.enum(['full', 'trailer', 'bonus']),
  explicit: z.boolean().nullable(),
  people: z.array(personPart),
  hasAudio: z.boolean(),
  /** What the host should know of what was handed in, such as tracks of very different length. */
  notices: z.array(z.string()).default([]),
  /** Of the recording; null until ingest has measured it or without a recording. */
  durationMs: ms.nullable(),
  feedUrl: z.string(),
  stages: z.array(stageView),
  /** Until every stage is done, 0 when all are; null when it cannot be foreseen. */
  etaMs: z.number().nonnegative().nullable(),
  /** What listeners get now; null when nothing is out. */
  publication: publicationView.nullable(),
});
export type EpisodeView = z.infer<typeof episodeView>;

/** restored: takes back what was decided, so that the machine's word stands again. */
export const verdict = z.object({ verdict: z.enum(['accepted', 'rejected', 'restored']) });
/** All or none are taken. */
export const verdicts = z.object({
  verdicts: z
    .array(verdict.extend({ cutId: z.string().min(1).max(100) }))
    .min(1)
    .max(1000),
});
export const newCut = z
  .object({ startMs: ms, endMs: ms, reason: z.string().trim().max(200).default('Cut by the host') })
  .refine((given) => given.endMs > given.startMs, { path: ['endMs'], message: 'must be after startMs' });
/** The id of what was made, and the stages that now run. */
export const madeView = z.object({ id: z.string(), stages: z.array(stageView) });
/** `text`: the words it takes with it; `before`, `after`: up to eight words around it. */
export const cutView = cut.extend({ text: z.string(), before: z.string(), after: z.string() });
export type CutView = z.infer<typeof cutView>;
const episodeName = z.object({ id, title: z.string() });
/** A stretch that earlier episodes of the show have too, in both times: where an ad could be put in place of another. */
export const passageView = repeatedPassage.extend({
  /** null until the audio is rendered. */
  publishedStartMs: ms.nullable(),
  publishedEndMs: ms.nullable(),
  seenIn: z.array(episodeName),
});
export type PassageView = z.infer<typeof passageView>;
export const passageList = z.object({
  passages: z.array(passageView),
  /** Earlier episodes that hold the same recording. */
  sameAs: z.array(episodeName),
});
export type PassageList = z.infer<typeof passageList>;

export const cutList = z.object({
  profile: z.string(),
  cuts: z.array(cutView),
  removedMs: ms,
  /** Why the language model did not judge them; absent when all went well or none is configured. */
  degraded: editsArtifact.shape.degraded,
});

/** In published time, words and corrections that fall into cuts are absent. */
export const transcriptView = z.object({
  time: z.enum(['source', 'published']),
  language,
  engine: transcriptArtifact.shape.engine,
  timing: transcriptArtifact.shape.timing,
  words: z.array(word),
  /** Indices of words that begin a paragraph. */
  paragraphs: z.array(z.number().int()),
  corrections: transcriptArtifact.shape.corrections,
});
export type TranscriptView = z.infer<typeof transcriptView>;
export const transcriptQuery = z.object({ time: z.enum(['source', 'published']).default('source') });

/** Everybody who speaks in an episode, in the order in which they are first heard. */
export const speakerView = speaker.omit({ vector: true }).extend({
  /** Whom somebody not named yet sounds like, of the voices that the show knows now. */
  likely: z.object({ person: z.string(), likeness: z.number() }).nullable(),
  /** Whether their voice will be known again in later episodes. */
  remembered: z.boolean(),
});
export type SpeakerView = z.infer<typeof speakerView>;
/** `people`: names to choose from, the episode's own first; `remembers`: the show keeps the voices of those who are named. */
export const speakerList = z.object({
  speakers: z.array(speakerView),
  people: z.array(z.string()),
  remembers: z.boolean(),
});
/** `person`: null takes a name away, and the voice is not known again in this episode. */
export const speakerNames = z.object({
  speakers: z
    .array(z.object({ id: z.string().max(300), person: z.string().trim().min(1).max(128).nullable() }))
    .min(1)
    .max(100),
});
/** Whose voice a show knows, from how many episodes. */
export const voiceView = z.object({ personId: id, name: z.string(), episodes: z.number().int(), since: at });
export const voiceList = z.object({ voices: z.array(voiceView) });

export const chapterEdit = z.object({ startMs: ms, title: z.string().trim().min(1).max(120) });
/** Times in source milliseconds; `publishedStartMs` is null until the episode is rendered. */
export const chapterView = z.object({
  id: z.string(),
  startMs: ms,
  publishedStartMs: ms.nullable(),
  title: z.string(),
  titleBy: z.enum(['human', 'llm', 'extractive']),
  keywords: z.array(z.string()),
  summary: z.string().optional(),
});
export type ChapterView = z.infer<typeof chapterView>;
export const chapterList = z.object({
  chapters: z.array(chapterView),
  /** As in the artifact: why the language model did not name some, and what it wrote that did not hold. */
  degraded: chaptersArtifact.shape.degraded,
  dropped: chaptersArtifact.shape.dropped,
});

export const waveformQuery = z.object({ points: z.coerce.number().int().min(1).max(20_000).default(2000) });
/** `peaks`: loudest sample of each stretch of `peakMs`, 0 to 255 of full scale. */
export const waveformView = z.object({
  durationMs: ms,
  peakMs: z.number(),
  peaks: z.array(z.number().int()),
});

/** must: the feed is refused; should: podcast apps do better with it. */
export const preflightFinding = z.object({
  rule: z.string(),
  level: z.enum(['must', 'should']),
  /** Where in the feed or which field. */
  where: z.string(),
  message: z.string(),
  remedy: z.string(),
});
export const preflight = z.object({ conforms: z.boolean(), findings: z.array(preflightFinding) });
export type Preflight = z.infer<typeof preflight>;
export const publishedView = z.object({ publicationId: z.string(), feedUrl: z.string() });

/** `q`: as in web search: words, "a phrase", or, -without. */
export const searchQuery = z.object({
  q: z.string().trim().min(1).max(300),
  showId: id.optional(),
  episodeId: id.optional(),
  page: pageQuery.page,
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
export const searchHit = z.object({
  episodeId: id,
  episodeTitle: z.string(),
  showId: id,
  showTitle: z.string(),
  /** Source time. */
  startMs: ms,
  endMs: ms,
  speaker: z.string().nullable(),
  /** The passage's telling part, in pieces; `match` marks the words that were searched for. */
  excerpt: z.array(z.object({ text: z.string(), match: z.boolean() })),
  rank: z.number(),
});
export type SearchHit = z.infer<typeof searchHit>;
export const searchResult = z.object({ hits: z.array(searchHit), ...pageInfo });

/**
 * One server-sent event. `stage`: `stage` holds the run as it stands now, `episodeEtaMs` the episode's `etaMs`. `episode`: something else about the episode
 * changed (all its stages, publication, deletion): read it anew. `missed`: read everything anew, as after a reconnect,
 * since events are told once and not kept. `heartbeat`: at once and every 15 s, so that a dead line shows.
 */
export const liveEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('stage'),
    episodeId: id,
    at,
    stage: stageView,
    episodeEtaMs: episodeView.shape.etaMs,
  }),
  z.object({ type: z.literal('episode'), episodeId: id, at, what: z.string() }),
  z.object({ type: z.literal('missed'), at }),
  z.object({ type: z.literal('heartbeat'), at }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;

export const healthView = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type Health = z.infer<typeof healthView>;
