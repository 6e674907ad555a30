import { z } from 'zod';
import { confidence, cutKind, language, ms, objectRef, provenance, span } from './base.js';
import { episodeType, personPart } from './episode.js';
import { heardPlace } from './sounds.js';

/** One speaker's own recording of a conversation. All tracks of an episode begin at the same moment. */
export const uploadTrack = objectRef.extend({ filename: z.string(), speaker: z.string() });
export type UploadTrack = z.infer<typeof uploadTrack>;

/** What the host handed in: a recording or a track for each speaker, a transcript they already have, or both. */
export const uploadArtifact = z.object({
  /** With tracks: the mix that the host made of them; null lets ingest mix them. */
  audio: objectRef.extend({ filename: z.string() }).nullable(),
  transcript: objectRef.extend({ filename: z.string() }).nullable(),
  /** Absent rather than empty for one recording, so that its artifacts keep the keys they had before there were tracks. */
  tracks: z.array(uploadTrack).optional(),
});
export type Upload = z.infer<typeof uploadArtifact>;

/** EBU R128 figures of a whole file. Silence has no loudness: null. */
export const loudness = z.object({
  integratedLufs: z.number().nullable(),
  truePeakDbtp: z.number().nullable(),
  rangeLu: z.number().nullable(),
});
export type Loudness = z.infer<typeof loudness>;

export const recordedTrack = z.object({
  speaker: z.string(),
  filename: z.string(),
  source: objectRef,
  /** As `pcm16k` of the recording, not yet levelled. */
  pcm16k: objectRef,
  durationMs: ms,
  /** How much louder it is in the mix, so that all speakers are alike. */
  gainDb: z.number(),
});
export type RecordedTrack = z.infer<typeof recordedTrack>;

/** ingest: what the recording is, and the forms of it that later stages read. */
export const recordingArtifact = z.object({
  /** null when only a transcript was handed in. */
  audio: z
    .object({
      source: objectRef,
      container: z.string(),
      codec: z.string(),
      sampleRate: z.number().int().positive(),
      channels: z.number().int().positive(),
      durationMs: ms,
      /** Raw 16 kHz mono signed 16-bit little-endian samples, for speech engines. */
      pcm16k: objectRef,
      /** Unsigned bytes, one peak (0..255 of full scale) every `peakMs`, for the waveform. */
      peaks: objectRef,
      peakMs: z.number().positive(),
      /** Fingerprints of the sound, to find it again in other recordings: see `PrintMaker`. Older recordings have none. */
      prints: objectRef.optional(),
      loudness,
      /** Title and author found in the file's own tags. */
      tags: z.object({
        title: z.string().optional(),
        artist: z.string().optional(),
        album: z.string().optional(),
      }),
      /** Each speaker's own sound, in the order handed in; absent when all speak in one recording. */
      tracks: z.array(recordedTrack).optional(),
    })
    .nullable(),
  transcript: objectRef.extend({ filename: z.string() }).nullable(),
  /** What the host should know of what was handed in, such as tracks of very different length. */
  notices: z.array(z.string()).optional(),
});
export type Recording = z.infer<typeof recordingArtifact>;

export const word = z.object({
  text: z.string(),
  startMs: ms,
  endMs: ms,
  confidence,
  speaker: z.string().optional(),
  /** What the engine wrote before a correction. */
  heard: z.string().optional(),
  /** A hesitation sound (um, uh) found in the audio. */
  kind: z.literal('filler').optional(),
  /** The decoder's own probability that a filler token stood here, 0 to 1 (cleaning-methods.md A2). */
  fillerProbability: z.number().optional(),
  /** How alike it sounds to the hesitations that the same speaker is sure to have made, 0 to 1; absent for not at all. */
  hesitationLikeness: z.number().optional(),
});
export type Word = z.infer<typeof word>;

/**
 * Somebody who speaks in an episode. `word.speaker` is their `name`, so whoever only shows words needs nothing of this.
 * `id` stands for the same voice in every run over the same recording, whatever its name: decisions are about it.
 */
export const speaker = z.object({
  id: z.string(),
  /** What is shown: the person's name, or `Speaker 1` until somebody is named. */
  name: z.string(),
  /** track: a file of their own; voice: told apart by the sound of the voice; import: as the transcript that was handed in says. */
  by: z.enum(['track', 'voice', 'import']),
  /** Whether `name` is a person's, given by the host, the file, or a voice that the show knows. */
  named: z.boolean(),
  /** The voice that was recognised: a person the show knows, and how alike the two are. Absent when the host decided. */
  recognised: z.object({ person: z.string(), likeness: confidence }).optional(),
  /** How long their words take together, and a stretch in which they alone are heard; absent in a transcript without times. */
  spokenMs: ms.optional(),
  sample: span.optional(),
  /** How the voice sounds: a direction in 192 dimensions, int8, base64. Absent where nobody’s voice was measured or may be kept. */
  vector: z.string().optional(),
});
export type Speaker = z.infer<typeof speaker>;

/** transcribe: every word said, in order, not overlapping, inside the recording. */
export const transcriptArtifact = z.object({
  language,
  /** Which engine and model wrote the words, such as `onnx` and `whisper-base`, or `import` and the file's format. */
  engine: z.object({ name: z.string(), model: z.string() }),
  /** measured: from sound; interpolated: spread between known times. */
  timing: z.enum(['measured', 'interpolated']),
  words: z.array(word),
  /** Indices of words that begin a paragraph or turn; the first is 0 unless there are no words. */
  paragraphs: z.array(z.number().int().nonnegative()),
  /** Everybody who speaks, in the order in which they are first heard. Absent where nobody was told apart. */
  speakers: z.array(speaker).optional(),
  /** Stretches in which voice was found; empty when there was no sound to look at. */
  speech: z.array(span),
  /** Words put right by the glossary, and those that were not because the host said so. `wordStart..wordEnd` are indices, end exclusive. */
  corrections: z.array(
    z.object({
      /** Says what it stands for: see `correctionId`. */
      id: z.string(),
      wordStart: z.number().int(),
      wordEnd: z.number().int(),
      heard: z.string(),
      right: z.string(),
      rule: z.string(),
      confidence,
      /** rejected: the words are as they were heard. */
      state: z.enum(['made', 'accepted', 'rejected']).default('made'),
    }),
  ),
  /** Stretches that are not in the transcript's language. */
  languages: z.array(span.extend({ language })).optional(),
  /** Text that the engine invented and that was taken out again, with the reason. */
  dropped: z.array(span.extend({ text: z.string(), reason: z.string() })),
  /** What the host should know of the engine's run, such as that a GPU could not be used. */
  notices: z.array(z.string()).optional(),
});
export type Transcript = z.infer<typeof transcriptArtifact>;

/** What a tagger of everyday sounds hears in a sound. */
export const soundTags = z.object({
  /** notification: of a phone, a bell, a device; other: of people, things, animals or music; unknown: neither for sure. */
  says: z.enum(['notification', 'other', 'unknown']),
  /** The AudioSet classes that say so, the surest first; for unknown the surest of all. */
  classes: z.array(z.object({ name: z.string(), score: confidence })),
});
export type SoundTags = z.infer<typeof soundTags>;

export const soundEvent = span.extend({
  kind: z.enum(['chime', 'ring', 'buzz', 'beep', 'knock', 'unknown']),
  /** gap: alone in a pause; over: on top of words. */
  mode: z.enum(['gap', 'over']),
  confidence,
  /** Which detectors agree, `energy-without-voice`, `sound-model`, `recurrence`, `standard:<tone>`, `template:<id of a known sound>`, `heard-before:<id of a heard sound>`, `tagger`. */
  evidence: z.array(z.string()).min(1),
  /** Where an earlier episode of the show has the same sound. */
  before: heardPlace.pick({ episodeTitle: true, startMs: true }).optional(),
  /** Absent where no tagger listened. */
  tags: soundTags.optional(),
});
export type SoundEvent = z.infer<typeof soundEvent>;

/** listen: sounds that are not the show's own. */
export const soundsArtifact = z.object({
  events: z.array(soundEvent),
  /** Music, jingles and beds that must stay, and noise that lasts: typing, applause. */
  music: z.array(span),
  /** Where something that is no voice stands clearly above the room, found by a detector or not; never shortened as a pause. */
  loud: z.array(span).optional(),
  /** Why the tagger that is there was not asked about the events. */
  degraded: z.string().optional(),
});
export type Sounds = z.infer<typeof soundsArtifact>;

export const passageKind = z.enum(['intro', 'outro', 'ad', 'other']);
export const repeatedPassage = span.extend({
  /** What it seems to be, by its place and length. */
  kind: passageKind,
  /** Ids of the earlier episodes of the show that have it too, the newest first. */
  seenIn: z.array(z.string()).min(1),
});
export type RepeatedPassage = z.infer<typeof repeatedPassage>;

/** compare: what the show's earlier recordings have in common with this one. */
export const repeatsArtifact = z.object({
  /** In order, not overlapping. */
  repeated: z.array(repeatedPassage),
  /** Ids of earlier episodes that hold the same recording, perhaps in another format or with other ends. */
  sameAs: z.array(z.string()),
});
export type Repeats = z.infer<typeof repeatsArtifact>;

export const cutAction = z.enum(['cut', 'mute', 'duck', 'flag']);
export const cutState = z.enum(['auto', 'proposed', 'accepted', 'rejected']);

export const cut = span.extend({
  /** Stable over re-runs while the same thing is found at the same place. */
  id: z.string(),
  kind: cutKind,
  /** um, uh, you know, like, repetition, restart, sound, talk, searching, long pause … */
  sub: z.string(),
  action: cutAction,
  state: cutState,
  /** Why, in words for the host. */
  reason: z.string(),
  confidence,
  evidence: z.array(z.enum(['sound', 'text', 'host'])),
  decidedBy: z.enum(['machine', 'host']),
  /** The words it takes with it: indices into the transcript, end exclusive. Absent when it takes none. */
  words: z.object({ start: z.number().int(), end: z.number().int() }).optional(),
});
export type Cut = z.infer<typeof cut>;

/** clean: what is to be taken out, in order of start. Only `auto` and `accepted` cuts take effect. */
export const editsArtifact = z.object({
  profile: z.string(),
  cuts: z.array(cut),
  /** Why the configured language model judged no, or not all, interruptions, or the tagger no sounds; rules did. */
  degraded: z.string().optional(),
});
export type Edits = z.infer<typeof editsArtifact>;

/** A stretch of source time that stays, and where it lands in published time. */
export const keptSpan = span.extend({ publishedStartMs: ms });

/** render: the finished audio, before tags. */
export const renderedArtifact = z.object({
  /** null when there was no recording. */
  audio: objectRef.nullable(),
  publishedDurationMs: ms,
  /** In order, not overlapping; what the audio is made of. */
  kept: z.array(keptSpan),
  loudness: loudness.nullable(),
  sampleRate: z.number().int().nullable(),
  channels: z.number().int().nullable(),
});
export type Rendered = z.infer<typeof renderedArtifact>;

export const sentence = span.extend({
  id: z.string(),
  text: z.string(),
  /** Indices into the transcript's words, end exclusive; words that are cut lie inside but are not in `text`. */
  wordStart: z.number().int(),
  wordEnd: z.number().int(),
  speaker: z.string().optional(),
  paragraph: z.number().int(),
  /** How strongly its wording announces a new subject, 0 to 4 (llm-engines.md §5). */
  cue: z.number(),
  /** Silence before it, in source time. */
  pauseBeforeMs: z.number(),
  /** L2-normalised MiniLM vector, int8, base64; multiply by 1/127. */
  vector: z.string(),
});
export type Sentence = z.infer<typeof sentence>;

export const chunk = span.extend({
  id: z.string(),
  /** Indices into sentences, end exclusive; one sentence overlaps with the neighbour. */
  sentenceStart: z.number().int(),
  sentenceEnd: z.number().int(),
  text: z.string(),
  tokens: z.number().int(),
  vector: z.string(),
});
export type Chunk = z.infer<typeof chunk>;

/** tokenize: the cleaned text in sentences, counted and embedded; search, chapters and notes read only this. */
export const tokensArtifact = z.object({
  language,
  sentences: z.array(sentence),
  counts: z.array(z.object({ tokenizer: z.string(), tokens: z.number().int(), exact: z.boolean() })),
  chunks: z.array(chunk),
  keyPhrases: z.array(z.object({ text: z.string(), score: z.number() })),
});
export type Tokens = z.infer<typeof tokensArtifact>;

export const chapter = z.object({
  id: z.string(),
  startMs: ms,
  title: z.string(),
  titleBy: provenance,
  keywords: z.array(z.string()),
  summary: z.string().optional(),
});
export type Chapter = z.infer<typeof chapter>;

/** chapterize: the first chapter starts at 0, starts ascend, none lies inside a sentence. */
export const chaptersArtifact = z.object({
  chapters: z.array(chapter),
  /** Why the language model did not name some of them; absent when all went well or none is configured. */
  degraded: z.string().optional(),
  /** What it wrote that did not hold, with the reason. */
  dropped: z.array(z.object({ kind: z.string(), text: z.string(), reason: z.string() })).optional(),
});
export type Chapters = z.infer<typeof chaptersArtifact>;

const timedText = z.object({ text: z.string(), startMs: ms, endMs: ms });

/** summarize: everything written about the episode. Each quote and time is verified before it gets here. */
export const notesArtifact = z.object({
  by: provenance,
  model: z.string().nullable(),
  /** Why the language model was not used or not believed; null when all went well or none is configured. */
  degraded: z.string().nullable(),
  titleOptions: z.array(z.string()),
  oneSentence: z.string(),
  summaryShort: z.string(),
  summaryLong: z.string(),
  keyPoints: z.array(timedText),
  quotes: z.array(timedText.extend({ speaker: z.string().optional() })),
  soundbites: z.array(span.extend({ title: z.string(), score: z.number() })),
  questions: z.array(z.object({ question: z.string(), answer: z.string(), startMs: ms })),
  keywords: z.array(z.string()),
  people: z.array(z.string()),
  links: z.array(z.object({ url: z.url(), text: z.string() })),
  socialPosts: z.array(z.object({ network: z.string(), text: z.string() })),
  explicit: z.object({ rating: z.boolean(), words: z.array(z.string()) }),
  /** How many items failed verification and were dropped, by kind. */
  dropped: z.array(z.object({ kind: z.string(), text: z.string(), reason: z.string() })),
  /** Sentences that speak to a machine, and their neighbours: the language model was not given them, and nothing rests on them. */
  withheld: z.array(timedText).optional(),
  /** Each tool call that was made, in order. */
  steps: z.array(z.object({ tool: z.string(), args: z.unknown(), result: z.string(), ms: z.number() })),
});
export type Notes = z.infer<typeof notesArtifact>;

/** publish: all that a listener gets, in published time, every file by content hash. */
export const publicationArtifact = z.object({
  title: z.string(),
  /** Allow-listed HTML, at most 4000 bytes. */
  descriptionHtml: z.string(),
  summary: z.string(),
  durationMs: ms,
  explicit: z.boolean(),
  /** The tagged MP3 or M4A; null when there was no recording, and then it cannot go on a feed. */
  audio: objectRef.nullable(),
  chapters: objectRef,
  transcripts: z.object({ vtt: objectRef, srt: objectRef, json: objectRef, text: objectRef }),
  notesHtml: objectRef,
  soundbites: z.array(z.object({ startMs: ms, durationMs: ms, title: z.string() })),
  people: z.array(personPart),
  season: z.number().int().positive().nullable(),
  number: z.number().int().positive().nullable(),
  type: episodeType,
  language,
});
export type Publication = z.infer<typeof publicationArtifact>;
