import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '#config';
import { Failure, inputFailure } from '#contracts';

const manifestSchema = z.object({
  models: z.array(
    z.object({ name: z.string(), files: z.array(z.object({ path: z.string(), bytes: z.number() })) }),
  ),
});

/**
 * The folder of a model, given by name (a folder under `models/`) or by path. Throws an `input` failure that names
 * the file when one is missing or, for a model of the manifest, not as long as it should be.
 */
export function modelFolder(nameOrPath: string, files: string[], root = join(packageRoot, 'models')): string {
  const isPath = isAbsolute(nameOrPath) || nameOrPath.includes('/');
  const folder = isPath ? resolve(nameOrPath) : join(root, nameOrPath);
  for (const file of files)
    checkFile(nameOrPath, join(folder, file), isPath ? null : knownBytes(root, nameOrPath, file));
  return folder;
}

function knownBytes(root: string, name: string, file: string): number | null {
  const { models } = manifestSchema.parse(JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')));
  return (
    models.find((model) => model.name === name)?.files.find(({ path }) => path === `${name}/${file}`)
      ?.bytes ?? null
  );
}

function checkFile(model: string, path: string, wantedBytes: number | null): void {
  const remedy = `Fetch it with npx showrunner models pull ${model}.`;
  if (!existsSync(path)) throw inputFailure(`The model file ${path} is missing.`, remedy);
  const { size } = statSync(path);
  if (size === 0 || (wantedBytes !== null && size !== wantedBytes))
    throw inputFailure(
      `The model file ${path} is damaged: it has ${size} bytes, not ${wantedBytes ?? 'any'}.`,
      remedy,
    );
}

/** Loads a model; what onnxruntime throws about a damaged or foreign file becomes a failure that names it. */
export async function openModel<T>(path: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw inputFailure(
      `The model ${path} cannot be read: ${why}`,
      `Fetch it with npx showrunner models pull, or choose another with WHISPER_MODEL.`,
      error,
    );
  }
}
