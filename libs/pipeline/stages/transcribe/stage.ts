import { z } from 'zod';
import { language, transcriptArtifact } from '#contracts';
import { correctNames } from '#speech';
import { decisions, defineStage, given } from '../../define-stage.js';
import { ingest } from '../ingest/stage.js';
import { decodeRecording, helpDecode } from './decode-recording.js';
import { readHanded } from './read-handed.js';

/** Engine and model are the installation's choice; they are settings so that a change transcribes again. */
const transcribeSettings = z.object({
  language: language.default('auto'),
  /** Whether parts of a recording may be in other languages than most of it; not asked where `language` is set. */
  mixedLanguages: z.boolean().default(true),
  /** Whether a transcript whose words have no times is placed by the sound, which takes as long as hearing it. */
  alignImports: z.boolean().default(true),
  engine: z.string().default('onnx'),
  model: z.string().default('whisper-base-onnx'),
});

/** Every word said: read from the transcript the host handed in, or heard in the recording. */
export const transcribe = defineStage({
  name: 'transcribe',
  version: 1,
  queue: 'speech',
  needs: { recording: ingest, glossary: given.glossary, corrections: decisions('correction') },
  partsIgnore: ['glossary', 'corrections'],
  settings: transcribeSettings,
  output: transcriptArtifact,
  async run({ recording, glossary, corrections }, { settings, ...tools }) {
    const said = recording.transcript
      ? await readHanded(recording, recording.transcript, settings, tools)
      : await decodeRecording(recording, settings, tools);
    return correctNames(said, glossary, corrections);
  },
  async help({ recording }, { settings, ...tools }) {
    await helpDecode(recording, settings.language, tools);
  },
});
