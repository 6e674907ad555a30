import type { z } from 'zod';
import {
  type Decision,
  type DecisionKind,
  type EarlierEpisode,
  type EpisodeFacts,
  type GlossaryTerm,
  type HeardSound,
  type KnownVoice,
  type LearnedCuts,
  type QueueName,
  type Recording,
  type ShowFacts,
  type SoundTemplate,
  type Upload,
  type WordingExamples,
} from '#contracts';
import type { Embedder, LanguageModel, WebSearch } from '#language';
import type { Transcriber } from '#speech';
import type { ObjectStore } from '#storage';

export type { QueueName };

/** One thing a stage reads. Its content is part of the stage's artifact key. */
export type Need<T> =
  | { readonly from: 'stage'; readonly name: string; readonly output: z.ZodType<T> }
  | { readonly from: 'given'; readonly name: GivenName; readonly output?: z.ZodType<T> };

export type GivenName =
  | 'upload'
  | 'show'
  | 'episode'
  | 'glossary'
  | 'earlier'
  | 'sounds'
  | 'heard'
  | 'learned'
  | 'examples'
  | 'place'
  | `decisions:${DecisionKind}`;

/** Things people give rather than stages make. A change in one re-runs the stages that name it. */
export const given = {
  upload: { from: 'given', name: 'upload' } as Need<Upload>,
  show: { from: 'given', name: 'show' } as Need<ShowFacts>,
  episode: { from: 'given', name: 'episode' } as Need<EpisodeFacts>,
  glossary: { from: 'given', name: 'glossary' } as Need<GlossaryTerm[]>,
  /** The show's episodes that were published before this one was handed in, newest first. */
  earlier: { from: 'given', name: 'earlier' } as Need<EarlierEpisode[]>,
  /** Sounds that the host taught, to be taken out or kept. */
  sounds: { from: 'given', name: 'sounds' } as Need<SoundTemplate[]>,
  /** Short sounds that the show's earlier episodes have, as they stood when this one was handed in. */
  heard: { from: 'given', name: 'heard' } as Need<HeardSound[]>,
  /** What became of cuts in episodes that were published before this one was handed in. */
  learned: { from: 'given', name: 'learned' } as Need<LearnedCuts>,
  /** How the host worded episodes that were published before this one was handed in. */
  examples: { from: 'given', name: 'examples' } as Need<WordingExamples>,
  /** Where this recording stands in its show: the id of the oldest episode that was handed it. */
  place: { from: 'given', name: 'place' } as Need<string>,
};

/** The host's standing decisions of one kind: one a subject, the latest of each, in the order they were made. */
export const decisions = <K extends DecisionKind>(kind: K) =>
  ({ from: 'given', name: `decisions:${kind}` }) as Need<Extract<Decision, { kind: K }>[]>;

export interface Log {
  info(message: string, facts?: object): void;
  warn(message: string, facts?: object): void;
}

/** Results of parts of a stage, so that a killed worker repeats at most one part. Kept until the stage is done, or longer with `partsIgnore`. */
export interface Partials {
  load(part: string): Promise<unknown | undefined>;
  save(part: string, value: unknown): Promise<void>;
  /**
   * Takes a part for this worker, until it is saved or the run ends. Needed only for parts that several workers make.
   * @returns false when it is saved already, another living worker has it, or this one should take nothing more
   */
  claim(part: string): Promise<boolean>;
}

export interface EarlierRecording {
  episodeId: string;
  recording: Recording;
}

export interface StageTools {
  /** Part done, 0 to 1, and what is being done now, in words. */
  progress(fraction: number, phase: string): void;
  /** Aborted when the episode is cancelled or the worker stops; a stage checks it in every long loop. */
  signal: AbortSignal;
  log: Log;
  /** Large results (audio, text files) go here; the artifact holds their refs. */
  objects: ObjectStore;
  partials: Partials;
  /** Asks up to so many other workers to run this stage's `help` beside this run. They may come late, or never. */
  callHelpers(count: number): Promise<void>;
  /**
   * Recordings of the show's episodes that were handed in before this one (its `place`), the newest first, as far as they
   * have been read by now. They are no part of the artifact key: a later upload or a deletion makes nothing anew.
   */
  earlierRecordings(place: string, atMost: number): Promise<EarlierRecording[]>;
  /**
   * How people of the show sound, where they were named before the episode at this `place` was handed in. No part of the
   * artifact key either: a voice that is forgotten makes nothing anew.
   */
  knownVoices(place: string): Promise<KnownVoice[]>;
  /** An empty folder for this run, removed afterwards. */
  scratch: string;
  transcriber: Transcriber;
  embedder: Embedder;
  /** null when none is configured. */
  languageModel: LanguageModel | null;
  /** null without a key. */
  webSearch: WebSearch | null;
}

type Inputs<N extends Record<string, Need<unknown>>> = {
  [K in keyof N]: N[K] extends Need<infer T> ? T : never;
};

export interface Stage<Name extends string, Out, N extends Record<string, Need<unknown>>, S> {
  readonly from: 'stage';
  readonly name: Name;
  /** Raised when the same inputs would now give another output. */
  readonly version: number;
  readonly queue: QueueName;
  readonly needs: N;
  /** Needs and settings that no saved part depends on: when only they change, the stage runs again and finds its parts. */
  readonly partsIgnore?: readonly ((keyof N | keyof S) & string)[];
  /** Parsed from the show's profile under the stage's name; every field has a default. */
  readonly settings: z.ZodType<S>;
  readonly output: z.ZodType<Out>;
  /** Pure but for its tools: no database, no queue, safe to run twice. */
  run(inputs: Inputs<N>, tools: StageTools & { settings: S }): Promise<Out>;
  /** What another worker does for a run that called helpers: it makes parts that it can claim, saves them, and ends. */
  help?(inputs: Inputs<N>, tools: StageTools & { settings: S }): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of stages of different types has no narrower common type
export type AnyStage = Stage<string, any, any, any>;

/** Gives a stage its types from its own `needs`, `settings` and `output`; does nothing else. */
export const defineStage = <const Name extends string, Out, N extends Record<string, Need<unknown>>, S>(
  stage: Omit<Stage<Name, Out, N, S>, 'from'>,
): Stage<Name, Out, N, S> => ({ from: 'stage', ...stage });

export type StageOutput<T> = T extends Stage<string, infer Out, infer _N, infer _S> ? Out : never;
