import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { inputFailure, resourceFailure } from '#contracts';
import { packageRoot } from './package-root.js';

const modelFile = z.object({
  /** Under models/. */
  path: z.string().regex(/^[\w.-]+(\/[\w.-]+)+$/),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Where `models pull` gets it; a bundled file needs none. */
  url: z.url().optional(),
});
export type ModelFile = z.infer<typeof modelFile>;

const model = z.object({
  name: z.string(),
  use: z.string(),
  license: z.string(),
  /** In the repository: there without a download. */
  bundled: z.boolean(),
  origin: z.string(),
  files: z.array(modelFile).min(1),
});
export type Model = z.infer<typeof model>;

const manifest = z.object({ models: z.array(model) });

export const modelsFolder = join(packageRoot, 'models');

/** Every model that models/manifest.json names. */
export async function readModels(folder = modelsFolder): Promise<Model[]> {
  return manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).models;
}

/** The model of that name; an `input` failure lists those there are. */
export async function findModel(name: string, folder = modelsFolder): Promise<Model> {
  const models = await readModels(folder);
  const found = models.find((candidate) => candidate.name === name);
  if (found) return found;
  const known = models.map((candidate) => candidate.name).join(', ');
  throw inputFailure(`There is no model called ${name}.`, `Choose one of ${known}.`);
}

/** The folder of a model: by its name under models/, or a path of the user's own. */
export const modelPath = (nameOrPath: string): string =>
  isAbsolute(nameOrPath) ? nameOrPath : join(modelsFolder, nameOrPath);

export interface VerifyOptions {
  /** Names of models; those that are bundled when left out. */
  names?: string[];
  /** Reads every byte and compares checksums (a second for 115 MB), instead of sizes only. */
  deep?: boolean;
  folder?: string;
}

/** Checks that models are whole. @throws Failure `resource` that names each file that is missing or wrong */
export async function verifyModels({
  names,
  deep = false,
  folder = modelsFolder,
}: VerifyOptions = {}): Promise<void> {
  const models = names
    ? await Promise.all(names.map((name) => findModel(name, folder)))
    : (await readModels(folder)).filter(({ bundled }) => bundled);
  const faults: string[] = [];
  for (const file of models.flatMap(({ files }) => files)) {
    const fault = await faultOf(file, join(folder, file.path), deep);
    if (fault) faults.push(fault);
  }
  if (faults.length === 0) return;
  throw resourceFailure(
    `Model files are not as they should be: ${faults.join('; ')}.`,
    'Fetch them again: git checkout models for the bundled ones, npx showrunner models pull <name> for others.',
  );
}

/** What is wrong with a file, in words; null when nothing is. */
export async function faultOf(file: ModelFile, path: string, deep: boolean): Promise<string | null> {
  const bytes = await sizeOf(path);
  if (bytes === null) return `${file.path} is missing`;
  if (bytes !== file.bytes) return `${file.path} has ${bytes} bytes instead of ${file.bytes}`;
  if (deep && (await sha256Of(path)) !== file.sha256) return `${file.path} has another checksum`;
  return null;
}

/** Bytes of a file; null when there is none. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
