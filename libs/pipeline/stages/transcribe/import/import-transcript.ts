import { inputFailure, type Transcript } from '#contracts';

export interface ImportContext {
  filename: string;
  /** `auto` is taken for English: the text alone is not looked at. */
  language: string;
  /** null when there is no recording. */
  durationMs: number | null;
}

export function importTranscript(_bytes: Buffer, _context: ImportContext): Transcript {
  throw inputFailure('Transcripts cannot be read yet.', 'Upload the recording instead.');
}
