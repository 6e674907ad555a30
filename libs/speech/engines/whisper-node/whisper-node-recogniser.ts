import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dependencyFailure } from '#contracts';
import { type GgmlModel, readGgmlModel } from '../ggml/ggml-file.js';
import type { ChunkSound, EngineState, Heard, HearOptions, Recogniser } from '../recogniser.js';
import { wavOf } from '../wav.js';
import { compiledMain } from './compiled-main.js';
import { readOutput } from './output.js';
import { runMain } from './run-main.js';

export interface WhisperNodeSettings {
  /** A GGML file under models/, or a path. */
  model: string;
  parallel: number;
  timeoutMs: number;
}

/** The likeliest text only: beams cost 2.5 times as much (our measurement), and doubted chunks are heard again anyway. */
const greedy = ['-bs', '1', '-bo', '1'];

/** whisper-node's compiled whisper.cpp: one run of the program for each chunk, in a folder of its own. */
export class WhisperNodeRecogniser implements Recogniser {
  readonly name = 'whisper-node';
  readonly model: string;
  readonly parallel: number;
  readonly takesTemperature = false;
  private checked: Promise<GgmlModel> | undefined;

  constructor(private readonly settings: WhisperNodeSettings) {
    this.model = settings.model;
    this.parallel = settings.parallel;
  }

  async hear({ samples }: ChunkSound, { language, prompt, signal }: HearOptions): Promise<Heard> {
    const { path, multilingual } = await this.ggml();
    const program = await compiledMain();
    const cwd = await mkdtemp(join(tmpdir(), 'whisper-node-'));
    try {
      const inputPath = join(cwd, 'chunk.wav');
      const spoken = multilingual ? (language ?? 'auto') : 'en';
      const args = ['-m', path, '-f', '-', '-l', spoken, '-t', '1', ...greedy, '-ojf', '-of', 'heard'];
      await writeFile(inputPath, wavOf(samples));
      const { timeoutMs } = this.settings;
      const withPrompt = prompt ? [...args, '--prompt', prompt] : args;
      await runMain({ program, args: withPrompt, inputPath, cwd, timeoutMs, signal });
      return readOutput(await this.written(join(cwd, 'heard.json')));
    } finally {
      await rm(cwd, { recursive: true, force: true });
    }
  }

  async check(signal: AbortSignal): Promise<EngineState> {
    const { path } = await this.ggml();
    const quiet = new Float32Array(16_000);
    const chunk = { index: 0, startMs: 0, endMs: 1000, speech: [] };
    await this.hear(
      { pcmPath: path, chunk, samples: quiet },
      { language: 'en', prompt: '', temperature: 0, signal },
    );
    return { runsOn: 'the CPU', notices: [] };
  }

  close(): void {}

  private ggml(): Promise<GgmlModel> {
    this.checked ??= readGgmlModel(this.model);
    return this.checked;
  }

  /** It ends with code 0 even where it could not read its sound: the file alone says that there is a text. */
  private written(path: string): Promise<string> {
    return readFile(path, 'latin1').catch((cause: unknown) => {
      throw dependencyFailure(
        'whisper-node ended without writing what it heard.',
        'Compile it again: npx showrunner models build whisper-node',
        cause,
      );
    });
  }
}
