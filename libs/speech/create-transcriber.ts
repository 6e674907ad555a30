import { availableParallelism } from 'node:os';
import type { Settings } from '#config';
import { inputFailure } from '#contracts';
import { OnnxTranscriber } from './engine/onnx-transcriber.js';
import { HttpRecogniser } from './engines/http/http-recogniser.js';
import type { Recogniser } from './engines/recogniser.js';
import { RecogniserTranscriber } from './engines/recogniser-transcriber.js';
import { gpuVariants, thisMachine } from './engines/whisper-cpp/choose-device.js';
import { WhisperCppRecogniser } from './engines/whisper-cpp/whisper-cpp-recogniser.js';
import { WhisperNodeRecogniser } from './engines/whisper-node/whisper-node-recogniser.js';
import type { Transcriber } from './transcriber.js';

export type SpeechSettings = Pick<Settings, 'WHISPER_ENGINE' | 'WHISPER_MODEL' | 'WHISPER_PROCESSES'> &
  Partial<Pick<Settings, 'WHISPER_GPU' | 'WHISPER_URL' | 'WHISPER_API_KEY' | 'WHISPER_TIMEOUT_SECONDS'>>;

/** Each process holds the model once (about 400 MB), so that more than four rarely pay. */
const mostProcesses = 4;
const usualTimeoutSeconds = 120;

/**
 * The speech engine that the settings ask for. Its processes start with the first job.
 * @throws Failure (input) when a setting that the engine needs is missing
 */
export function createTranscriber(settings: SpeechSettings): Transcriber {
  const recogniser = createRecogniser(settings);
  if (recogniser) return new RecogniserTranscriber(recogniser);
  return new OnnxTranscriber({ model: settings.WHISPER_MODEL, processes: processesOf(settings) });
}

/** The engine behind the transcriber; null for ONNX, which is a transcriber by itself. */
export function createRecogniser(settings: SpeechSettings): Recogniser | null {
  const { WHISPER_ENGINE: engine, WHISPER_MODEL: model, WHISPER_GPU: gpu = 'auto' } = settings;
  const parallel = processesOf(settings);
  const timeoutMs = (settings.WHISPER_TIMEOUT_SECONDS ?? usualTimeoutSeconds) * 1000;
  if (engine === 'whisper-cpp') {
    const onGpu =
      gpuVariants(gpu, thisMachine()).length > 0 || (gpu !== 'off' && process.platform === 'darwin');
    return new WhisperCppRecogniser({
      model,
      gpu,
      parallel: settings.WHISPER_PROCESSES ?? (onGpu ? 1 : parallel),
    });
  }
  if (engine === 'whisper-node') return new WhisperNodeRecogniser({ model, parallel, timeoutMs });
  if (engine === 'onnx') return null;
  const { WHISPER_URL: url, WHISPER_API_KEY: apiKey } = settings;
  if (url) return new HttpRecogniser({ url, apiKey, model, parallel, timeoutMs });
  throw inputFailure(
    'WHISPER_ENGINE=http needs the address of a server.',
    'Set WHISPER_URL, such as http://127.0.0.1:8000/v1.',
  );
}

const processesOf = ({ WHISPER_PROCESSES }: SpeechSettings): number =>
  WHISPER_PROCESSES ?? Math.min(mostProcesses, availableParallelism());
