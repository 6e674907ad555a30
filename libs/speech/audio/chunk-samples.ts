import { resourceFailure, type Span } from '#contracts';
import { PcmRecording, sampleRate } from '../sounds/pcm-recording.js';

/** Reads one chunk only: hours of sound are never in memory at once. */
export const samplesOf = (pcmPath: string, { startMs, endMs }: Span) =>
  withRecording(pcmPath, (recording) => {
    const first = Math.round((startMs / 1000) * sampleRate);
    return recording.read(first, Math.round((endMs / 1000) * sampleRate) - first);
  });

/** Opens a recording for as long as it is used. @throws Failure (resource) when it is gone */
export async function withRecording<T>(
  pcmPath: string,
  use: (recording: PcmRecording) => Promise<T>,
): Promise<T> {
  const recording = await PcmRecording.open(pcmPath).catch((cause: unknown) => {
    throw resourceFailure(
      `The decoded sound ${pcmPath} is gone.`,
      'Run the ingest stage of this episode again.',
      cause,
    );
  });
  try {
    return await use(recording);
  } finally {
    await recording.close();
  }
}
