import { z } from 'zod';
import { notesArtifact, speaker, transcriptArtifact, word } from '../artifacts.js';
import { language } from '../base.js';
import { outdated } from './fields.js';

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
  ...outdated,
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
  ...outdated,
});
/** `person`: null takes a name away, and the voice is not known again in this episode. */
export const speakerNames = z.object({
  speakers: z
    .array(z.object({ id: z.string().max(300), person: z.string().trim().min(1).max(128).nullable() }))
    .min(1)
    .max(100),
});

export const notesView = notesArtifact.extend(outdated);
export type NotesView = z.infer<typeof notesView>;
