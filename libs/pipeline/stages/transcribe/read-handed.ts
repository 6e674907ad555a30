import type { Recording, Transcript } from '#contracts';
import type { StageTools } from '../../define-stage.js';
import { decodeRecording } from './decode-recording.js';
import { alignWords } from './import/align-words.js';
import { importTranscript } from './import/import-transcript.js';

interface Settings {
  language: string;
  mixedLanguages: boolean;
  alignImports: boolean;
}

/** Reads the transcript that the host handed in. Words without times are placed by the sound, where there is one. */
export async function readHanded(
  recording: Recording,
  file: NonNullable<Recording['transcript']>,
  settings: Settings,
  tools: StageTools,
): Promise<Transcript> {
  const durationMs = recording.audio?.durationMs ?? null;
  const { filename } = file;
  const { language } = settings;
  const given = importTranscript(await tools.objects.read(file), { filename, language, durationMs });
  if (given.timing === 'measured' || durationMs === null || !settings.alignImports) return given;
  const heard = await decodeRecording(recording, settings, tools);
  const words = alignWords(given.words, heard.words, durationMs);
  if (words) return { ...given, words, language: heard.language, speech: heard.speech, timing: 'measured' };
  tools.log.warn('The transcript says something else than the recording, so its times stay as they are.', {
    filename,
  });
  return { ...given, speech: heard.speech };
}
