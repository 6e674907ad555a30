import { existsSync } from 'node:fs';
import type { Settings } from '#config';
import { asFailure } from '#contracts';
import type { Variant } from './jobs.js';

export interface Device {
  variant: Variant;
  useGpu: boolean;
  /** The GPU's name; null for the CPU. */
  gpu: string | null;
  /** Why a GPU that is there, or was asked for, is not used; empty when there is nothing to say. */
  notices: string[];
}

/** What of a GPU can be seen without any library. */
export interface Machine {
  platform: NodeJS.Platform;
  nvidia: boolean;
  graphics: boolean;
}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  nvidia: existsSync('/dev/nvidia0') || existsSync('C:\\Windows\\System32\\nvcuda.dll'),
  graphics: existsSync('/dev/dri') || process.platform === 'win32',
});

/** The GPU builds worth trying, best first. On a Mac there is none apart: its only build has Metal. */
export function gpuVariants(wanted: Settings['WHISPER_GPU'], machine: Machine): Variant[] {
  if (wanted === 'off' || machine.platform === 'darwin') return [];
  if (wanted !== 'auto') return [wanted];
  return [
    ...(machine.nvidia ? (['cuda'] as const) : []),
    ...(machine.nvidia || machine.graphics ? (['vulkan'] as const) : []),
  ];
}

const shortOfMemory = /memory|failed to allocate/i;

/**
 * Finds where whisper.cpp runs: the first GPU build that loads and finds a GPU, else the CPU with a notice that says why.
 * @param load tries one build; rejects with a Failure, or gives the GPU it uses
 * @throws Failure (resource) when a GPU has too little memory for the model: the CPU would be many times slower and no
 * mending; any Failure of the CPU build itself
 */
export async function chooseDevice(
  wanted: Settings['WHISPER_GPU'],
  machine: Machine,
  load: (variant: Variant, useGpu: boolean) => Promise<string | null>,
): Promise<Device> {
  const reasons: string[] = [];
  for (const variant of gpuVariants(wanted, machine)) {
    try {
      const gpu = await load(variant, true);
      if (gpu) return { variant, useGpu: true, gpu, notices: [] };
      reasons.push(`${variant} found no GPU`);
    } catch (error) {
      const { failureClass, message } = asFailure(error);
      if (failureClass === 'input' || shortOfMemory.test(message)) throw error;
      reasons.push(message);
    }
  }
  const useGpu = wanted !== 'off' && machine.platform === 'darwin';
  const gpu = await load('default', useGpu);
  if (useGpu && !gpu) reasons.push('Metal found no GPU');
  const notices = reasons.length > 0 ? [`Speech runs on the CPU, not on the GPU: ${reasons.join('; ')}`] : [];
  return { variant: 'default', useGpu, gpu, notices };
}
