import { createRequire } from 'node:module';
import { engineEntry } from '#config';
import { dependencyFailure, type Failure, resourceFailure } from '#contracts';
import type { Variant, WhisperCppStart } from './jobs.js';

/** As much of the binding as is used (@fugood/whisper.node 1.1, lib/binding.ts). */
interface NativeContext {
  transcribeData(
    /** 16 kHz mono, 16 bits. */
    sound: ArrayBuffer,
    options: {
      language: string;
      prompt?: string;
      temperature: number;
      maxThreads: number;
      maxLen: number;
      tokenTimestamps: boolean;
    },
  ): {
    promise: Promise<{ language?: string; segments: { text: string; t0: number; t1: number }[] }>;
  };
}
interface NativeModule {
  WhisperContext: {
    new (options: { filePath: string; useGpu: boolean }): NativeContext;
    toggleNativeLog(on: boolean, listener: (level: string, text: string) => void): void;
  };
}

export interface Native {
  context: NativeContext;
  /** The GPU in use; null for the CPU. */
  gpu: string | null;
  /** Gives what the library threw its class and, from the library's log, its cause. */
  faultOf(error: unknown): Failure;
}

const keptLogCharacters = 8_000;

/** whisper.cpp, `whisper_backend_init_gpu`: the only word of whether a GPU is used. */
const usedGpu = /whisper_backend_init_gpu: using (\S+) backend/;
const failedGpu = /failed to initialize \S+ backend/;

/**
 * Loads one build of the library and a model.
 * @throws Failure (dependency) when the build cannot be loaded, such as for want of a CUDA library
 */
export async function loadNative({ modelPath, variant, useGpu }: WhisperCppStart): Promise<Native> {
  const { WhisperContext } = await nativeModule(variant);
  let log = '';
  WhisperContext.toggleNativeLog(true, (level, text) => {
    log = (log + text).slice(-keptLogCharacters);
    if (level === 'error') process.stderr.write(text);
  });
  try {
    const context = new WhisperContext({ filePath: modelPath, useGpu });
    // The log comes by way of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    const gpu = failedGpu.test(log) ? null : (usedGpu.exec(log)?.[1] ?? null);
    return { context, gpu, faultOf: (error) => faultIn(log, error) };
  } catch (cause) {
    throw dependencyFailure(
      `whisper.cpp could not load ${modelPath}: ${lastError(log) ?? String(cause)}.`,
      'Choose a smaller WHISPER_MODEL, or set WHISPER_GPU=off.',
      cause,
    );
  }
}

/** The binding's own loader hides why a build cannot be loaded, and takes another in its place. */
async function nativeModule(variant: Variant): Promise<NativeModule> {
  const require = createRequire(await engineEntry('whisper-cpp'));
  const build = `@fugood/node-whisper-${process.platform}-${process.arch}${variant === 'default' ? '' : `-${variant}`}`;
  try {
    return require(build) as NativeModule;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw dependencyFailure(
      `The ${variant} library of whisper.cpp cannot be loaded: ${why}.`,
      'Install what it names, or set WHISPER_GPU=off.',
      cause,
    );
  }
}

/** A GPU without memory left makes a run fail, where CUDA does not end the process. */
function faultIn(log: string, error: unknown): Failure {
  const cause = lastError(log) ?? String(error);
  const message = `whisper.cpp could not hear a stretch: ${cause.trim()}.`;
  return /memory|failed to allocate/i.test(cause)
    ? resourceFailure(
        message,
        'Free memory of the GPU, or set WHISPER_GPU=off; finished chunks are kept.',
        error,
      )
    : dependencyFailure(message, 'Run npx showrunner doctor; finished chunks are kept.', error);
}

const lastError = (log: string): string | undefined =>
  log
    .split('\n')
    .filter((line) => /fail|error|memory/i.test(line))
    .at(-1);
