import { join } from 'node:path';
import { modelFolder } from '../engine/model-files.js';
import { inOwnProcess, type Watch } from '../own-process.js';
import type { SpeakerSearch } from './find-speakers.js';
import { packVoice } from './packed-voice.js';

const modelFile = 'campplus.onnx';

export interface ToldSpeakers {
  /** How each speaker sounds, as `speaker.vector` has it; the one who speaks most comes first. */
  voices: string[];
  /** For each word the index of its speaker; empty where nobody speaks long enough to be known. */
  speakerOf: number[];
}

/**
 * Tells by their voices who says each word, in a process of its own: about 2 % of the recording's length on one core.
 * @throws Failure (input) when the model is missing or damaged, (resource) when the recording or the process is gone
 */
export async function tellSpeakers(search: SpeakerSearch, watch: Watch): Promise<ToldSpeakers> {
  const modelPath = join(modelFolder('campplus', [modelFile]), modelFile);
  const child = { from: import.meta.url, script: './speakers-child', doing: 'Telling the speakers apart' };
  const found = await inOwnProcess<{ voices: number[][]; speakerOf: number[] }>(
    child,
    { search, modelPath },
    watch,
  );
  return {
    voices: found.voices.map((voice) => packVoice(Float32Array.from(voice))),
    speakerOf: found.speakerOf,
  };
}
