import { availableParallelism } from 'node:os';
import type { Settings } from '#config';
import { OnnxTranscriber } from './engine/onnx-transcriber.js';
import type { Transcriber } from './transcriber.js';

/** Each process holds the model once (about 400 MB), so that more than four rarely pay. */
const mostProcesses = 4;

/** The speech engine that the settings ask for. Its processes start with the first job. */
export function createTranscriber(
  settings: Pick<Settings, 'WHISPER_ENGINE' | 'WHISPER_MODEL' | 'WHISPER_PROCESSES'>,
): Transcriber {
  const processes = settings.WHISPER_PROCESSES ?? Math.min(mostProcesses, availableParallelism());
  return new OnnxTranscriber({ model: settings.WHISPER_MODEL, processes });
}
