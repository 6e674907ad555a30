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
 * | GET, DELETE /shows/:showId/heard-sounds | | heardSoundList; 204: all are forgotten |
 * | POST, DELETE /shows/:showId/heard-sounds/:soundId | POST: heardVerdict | 201 soundView; 204 |
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
 * | GET /episodes/:episodeId/notes | | notesView |
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
 * While a stage runs again, what it made last is answered, with `isOutdated` in JSON.
 * What a stage has not made yet is 404 with the failure class `input` and a remedy; the list of stages says when to come back.
 */
export * from './access.js';
export * from './chapters.js';
export * from './episodes.js';
export * from './live-events.js';
export * from './publications.js';
export * from './review.js';
export * from './search.js';
export * from './server.js';
export * from './shows.js';
export * from './stages.js';
export * from './transcripts.js';
export * from './uploads.js';
export * from './waveform.js';
