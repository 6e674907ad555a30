import { z } from 'zod';
import { language, transcriptArtifact } from '#contracts';
import { correctNames } from '#speech';
import { decisions, defineStage, given, type StageTools } from '../../define-stage.js';
import { ingest } from '../ingest/stage.js';
import { decodeRecording, helpDecode } from './decode-recording.js';
import { readHanded } from './read-handed.js';
import { hearSpeakers } from './speakers/hear-speakers.js';
import { measureSpeakers } from './speakers/measure-speakers.js';
import { nameSpeakers } from './speakers/name-speakers.js';

/** Engine and model are the installation's choice; they are settings so that a change transcribes again. */
const transcribeSettings = z.object({
  language: language.default('auto'),
  /** Whether parts of a recording may be in other languages than most of it; not asked where `language` is set. */
  mixedLanguages: z.boolean().default(true),
  /** Whether a transcript whose words have no times is placed by the sound, which takes as long as hearing it. */
  alignImports: z.boolean().default(true),
  /** auto: told apart by their voices where neither a track nor a transcript says who speaks. */
  speakers: z.enum(['auto', 'off']).default('auto'),
  /** Voices told apart at most. */
  mostSpeakers: z.number().int().min(1).max(20).default(8),
  /** Whether the voice of somebody who was named is kept, to be known again in later episodes. */
  rememberVoices: z.boolean().default(true),
  engine: z.string().default('onnx'),
  model: z.string().default('whisper-base-onnx'),
});

/** Of the whole stage's progress: telling voices apart takes a tenth of the time that Whisper base takes for the words. */
const wordsShare = 0.9;

/** The same tools for a part of the work, whose progress is that part of the whole. */
const part = (tools: StageTools, from: number, to: number): StageTools => ({
  ...tools,
  progress: (fraction, phase) => tools.progress(from + (to - from) * fraction, phase),
});

/** Every word said: read from the transcript the host handed in, or heard in the recording. */
export const transcribe = defineStage({
  name: 'transcribe',
  version: 5,
  queue: 'speech',
  needs: {
    recording: ingest,
    glossary: given.glossary,
    corrections: decisions('correction'),
    naming: decisions('speaker'),
    /** Names found by voice are of this show alone, though another was handed the same recording. */
    place: given.place,
  },
  partsIgnore: ['glossary', 'corrections', 'naming', 'place', 'speakers', 'mostSpeakers', 'rememberVoices'],
  settings: transcribeSettings,
  output: transcriptArtifact,
  async run({ recording, glossary, corrections, naming, place }, { settings, ...tools }) {
    const words = part(tools, 0, wordsShare);
    const said = recording.transcript
      ? await readHanded(recording, recording.transcript, settings, words)
      : await decodeRecording(recording, settings, words);
    const voiced = part(tools, wordsShare, 1);
    const told = measureSpeakers(await hearSpeakers(said, recording, settings, voiced));
    const { rememberVoices: remember } = settings;
    const known = remember ? await tools.knownVoices(place) : [];
    return correctNames(nameSpeakers(told, { decided: naming, known, remember }), glossary, corrections);
  },
  async help({ recording }, { settings, ...tools }) {
    await helpDecode(recording, settings.language, tools);
  },
});
