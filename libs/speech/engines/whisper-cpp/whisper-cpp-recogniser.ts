import type { Settings } from '#config';
import { engineEntry } from '#config';
import { EnginePool } from '../../engine/engine-pool.js';
import { type GgmlModel, readGgmlModel } from '../ggml/ggml-file.js';
import { joinPieces } from '../join-pieces.js';
import type { ChunkSound, EngineState, Heard, HearOptions, Recogniser } from '../recogniser.js';
import { chooseDevice, type Device, thisMachine } from './choose-device.js';
import type { Variant, WhisperCppJobs, WhisperCppStart } from './jobs.js';

export interface WhisperCppSettings {
  /** A GGML file under models/, or a path. */
  model: string;
  gpu: Settings['WHISPER_GPU'];
  /** Engine processes, each with the model in memory. */
  parallel: number;
}

interface Ready {
  ggml: GgmlModel;
  device: Device;
  pool: EnginePool<WhisperCppJobs>;
}

/** whisper.cpp by @fugood/whisper.node in child processes, on a GPU where there is one. */
export class WhisperCppRecogniser implements Recogniser {
  readonly name = 'whisper-cpp';
  readonly model: string;
  readonly parallel: number;
  readonly takesTemperature = true;
  private ready: Promise<Ready> | undefined;

  constructor(private readonly settings: WhisperCppSettings) {
    this.model = settings.model;
    this.parallel = settings.parallel;
  }

  async hear({ pcmPath, chunk }: ChunkSound, options: HearOptions): Promise<Heard> {
    const { language, prompt, temperature, signal } = options;
    const { ggml, pool, device } = await this.open(signal);
    const spoken = ggml.multilingual ? (language ?? 'auto') : 'en';
    const asked = { pcmPath, chunk, language: spoken, prompt, temperature };
    const heard = await pool.run('hear', asked, signal);
    const said = ggml.multilingual ? heard.language : 'en';
    return {
      language: said,
      words: joinPieces(heard.pieces, said),
      meanLogProbability: 0,
      notices: device.notices,
    };
  }

  async check(signal: AbortSignal): Promise<EngineState> {
    const { device } = await this.open(signal);
    return { runsOn: device.gpu ? `the GPU (${device.gpu})` : 'the CPU', notices: device.notices };
  }

  close(): void {
    this.ready?.then(
      ({ pool }) => pool.close(),
      () => undefined,
    );
    this.ready = undefined;
  }

  /** Chosen once; what failed is tried afresh by the next call. */
  private open(signal: AbortSignal): Promise<Ready> {
    this.ready ??= this.choose(signal).catch((error: unknown) => {
      this.ready = undefined;
      throw error;
    });
    return this.ready;
  }

  private async choose(signal: AbortSignal): Promise<Ready> {
    await engineEntry('whisper-cpp');
    const ggml = await readGgmlModel(this.model);
    let pool: EnginePool<WhisperCppJobs> | undefined;
    const load = async (variant: Variant, useGpu: boolean) => {
      pool?.close();
      pool = this.pool({ modelPath: ggml.path, variant, useGpu, threads: 1 });
      return (await pool.run('load', {}, signal)).gpu;
    };
    try {
      const device = await chooseDevice(this.settings.gpu, thisMachine(), load);
      return { ggml, device, pool: pool! };
    } catch (error) {
      pool?.close();
      throw error;
    }
  }

  private pool(start: WhisperCppStart): EnginePool<WhisperCppJobs> {
    const script = { from: import.meta.url, script: './whisper-cpp-child', start };
    return new EnginePool<WhisperCppJobs>(script, this.parallel);
  }
}
