import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecogniser, createTranscriber, type SpeechSettings } from './create-transcriber.js';
import type { EngineState } from './engines/recogniser.js';

/** A second of 16-bit silence at 16 kHz. */
const quietBytes = 32_000;

/**
 * Tries the speech engine that the settings ask for: loads it with its model, or reaches its server.
 * @throws Failure that says what is missing and how to get it
 */
export async function examineEngine(settings: SpeechSettings, signal: AbortSignal): Promise<EngineState> {
  const recogniser = createRecogniser(settings);
  if (!recogniser) return hearSilence(settings, signal);
  try {
    return await recogniser.check(signal);
  } finally {
    recogniser.close();
  }
}

async function hearSilence(settings: SpeechSettings, signal: AbortSignal): Promise<EngineState> {
  const transcriber = createTranscriber({ ...settings, WHISPER_PROCESSES: 1 });
  const folder = await mkdtemp(join(tmpdir(), 'speech-check-'));
  const pcmPath = join(folder, 'quiet.pcm');
  const span = { startMs: 0, endMs: 1000 };
  try {
    await writeFile(pcmPath, Buffer.alloc(quietBytes));
    await transcriber.detectLanguage(pcmPath, [{ index: 0, ...span, speech: [span] }], signal);
    return { runsOn: 'the CPU', notices: [] };
  } finally {
    await transcriber.close();
    await rm(folder, { recursive: true, force: true });
  }
}
