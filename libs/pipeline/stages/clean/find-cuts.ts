import type { Cut, Decision, LearnedCuts, Sounds, Span, Transcript } from '#contracts';
import type { StageTools } from '../../define-stage.js';
import { findAbandoned } from './abandoned.js';
import { findDiscourseMarkers } from './discourse-markers.js';
import { makeEditList, ruleKindOf } from './edit-list.js';
import type { Finding } from './finding.js';
import { findHesitations } from './hesitations.js';
import { withoutMusic } from './in-music.js';
import { clausesToWeigh, findInterruptionTalk, possibleTalk } from './interruption-talk.js';
import { languageOf } from './languages/index.js';
import { withLearned } from './learned.js';
import { askAboutTalk, type ModelTalk } from './model-talk.js';
import { judgedByModel } from './model-verdict.js';
import type { HeardSounds } from './own-passages.js';
import { shortenPauses } from './pauses.js';
import { type Reading, type ReadWord, readTranscript, type WordRange, without } from './reading.js';
import { findRepetitions } from './repetitions.js';
import { proposeSounds } from './scanned.js';
import { findSearching } from './searching.js';
import { findSelfCorrections } from './self-corrections.js';
import { type CleanSettings, cleanSettings, effective } from './settings.js';
import { handleSounds } from './sounds.js';
import { type TalkLikelihood, textOf, weighTalk } from './talk-classifier.js';
import { moveLateHesitations, trimToSounds } from './word-edges.js';

export interface HostDecisions {
  verdicts: readonly Extract<Decision, { kind: 'cut' }>[];
  made: readonly Extract<Decision, { kind: 'cut-made' }>[];
  /** What a scan for the show's sounds found, to be asked about. */
  proposed?: readonly Extract<Decision, { kind: 'cut-proposed' }>[];
  learned?: LearnedCuts;
}

const nothingLearned: LearnedCuts = { shifts: [], neverCut: [] };

/** All rules over one episode, in order of start. No I/O; an hour takes well under a second. */
export function findCuts(
  transcript: Transcript,
  sounds: HeardSounds,
  settings: CleanSettings,
  host: HostDecisions,
  talk?: TalkEvidence,
): Cut[] {
  const reading = read(transcript, sounds);
  const { thresholds, longestPauseMs } = effective(settings);
  const { learned = nothingLearned, proposed = [] } = host;
  const thresholdsOf = (finding: Finding) => withLearned(thresholds[ruleKindOf(finding)], finding, learned);
  const isSure = (finding: Finding) => finding.confidence >= thresholdsOf(finding).auto;
  const findings: Finding[] = [
    ...findInWords(
      withoutMusic(reading, sounds.music, sounds.own),
      soundsBeside(reading, sounds),
      isSure,
      talk,
    ),
    ...handleSounds(sounds.events, reading.words),
    ...(reading.timed
      ? shortenPauses(quietStretches(reading.words, sounds, transcript.speech), longestPauseMs)
      : []),
  ];
  const rules = { thresholdsOf, neverCut: settings.neverCut, learnedPhrases: learned.neverCut };
  return makeEditList(findings, reading.words, rules, host, proposeSounds(proposed, reading.words));
}

const read = (transcript: Transcript, sounds: Sounds): Reading => {
  const heard = readTranscript(transcript);
  if (!heard.timed) return heard;
  const { hesitation } = languageOf(heard.language);
  const words = trimToSounds(heard.words, sounds.events);
  return { ...heard, words: moveLateHesitations(words, ({ norm }) => hesitation.test(norm)) };
};

/** What people talk about: a transcript without measured times has no sounds beside its words, and laughter is no interruption. */
const soundsBeside = (reading: Reading, { events }: Sounds) =>
  reading.timed ? events.filter(({ tags }) => tags?.says !== 'other') : null;

/** What was found out about possible talk before the rules read it. */
export interface TalkEvidence {
  likelihoods: TalkLikelihood;
  /** null without a language model. */
  model: ModelTalk | null;
}

/** Weighs what may be talk about an interruption, and asks the language model about it where one is configured. */
export async function gatherTalkEvidence(
  transcript: Transcript,
  sounds: HeardSounds,
  settings: CleanSettings,
  tools: Pick<StageTools, 'embedder' | 'languageModel' | 'signal' | 'log'>,
): Promise<TalkEvidence> {
  const left = readForTalk(transcript, sounds, settings);
  const { possible, likelihoods } = await weighPossibleTalk(left, soundsBeside(left, sounds), tools);
  const suspect = possible.filter((range) => (likelihoods.get(textOf(left, range)) ?? 1) >= leastSuspect);
  const model = tools.languageModel && (await askAboutTalk(tools.languageModel, left, suspect, tools));
  return { likelihoods, model };
}

/** What the rules for talk read: without music and what surely are hesitations. */
export function readForTalk(
  transcript: Transcript,
  sounds: HeardSounds,
  settings: CleanSettings = cleanSettings.parse({}),
): Reading {
  const { auto } = effective(settings).thresholds.filler;
  const reading = withoutMusic(read(transcript, sounds), sounds.music, sounds.own);
  return without(
    reading,
    findHesitations(reading).filter(({ confidence }) => confidence >= auto),
  );
}

/**
 * What may be talk, and how likely it is. Without sound nothing is weighed, as the list of signs does better alone: the
 * classifier knows how recognisers write, not how hosts do.
 */
export async function weighPossibleTalk(
  left: Reading,
  sounds: readonly Span[] | null,
  { embedder, signal }: Pick<StageTools, 'embedder' | 'signal'>,
): Promise<{ possible: WordRange[]; likelihoods: TalkLikelihood }> {
  const possible = possibleTalk(left, sounds);
  if (!left.timed) return { possible, likelihoods: new Map() };
  const whole = await weighTalk(left, possible, embedder, signal);
  const parts = await weighTalk(left, clausesToWeigh(left, possible, whole), embedder, signal);
  return { possible, likelihoods: new Map([...parts, ...whole]) };
}

/** What the classifier finds less likely is not shown to a language model. */
const leastSuspect = 0.2;

/** Each rule reads what the surer rules before it have left. */
function findInWords(
  reading: Reading,
  sounds: readonly Span[] | null,
  isSure: (finding: Finding) => boolean,
  talk: TalkEvidence | undefined,
): Finding[] {
  const rules: ((left: Reading) => Finding[])[] = [
    findHesitations,
    (left) => findTalk(left, sounds, talk),
    findSearching,
    findSelfCorrections,
    findDiscourseMarkers,
    findRepetitions,
    findAbandoned,
  ];
  const findings: Finding[] = [];
  let left = reading;
  for (const rule of rules) {
    const found = rule(left);
    findings.push(...found);
    left = without(left, found.filter(isSure));
  }
  return findings;
}

function findTalk(left: Reading, sounds: readonly Span[] | null, talk: TalkEvidence | undefined): Finding[] {
  const found = findInterruptionTalk(left, sounds, talk?.likelihoods);
  return talk?.model ? judgedByModel(found, talk.model, left, sounds) : found;
}

/** Where neither a word nor a voice nor a sound nor music is, nor a laugh or a clap that nothing else has found. */
function quietStretches(
  words: readonly ReadWord[],
  { events, music, loud = [] }: Sounds,
  speech: readonly Span[],
): Span[] {
  const busy = [...words, ...speech, ...events, ...music, ...loud].sort((a, b) => a.startMs - b.startMs);
  const quiet: Span[] = [];
  let endMs = busy[0]?.endMs ?? 0;
  for (const span of busy) {
    if (span.startMs > endMs) quiet.push({ startMs: endMs, endMs: span.startMs });
    endMs = Math.max(endMs, span.endMs);
  }
  return quiet;
}
