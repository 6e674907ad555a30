import { join } from 'node:path';
import { findModel, modelsFolder, sizeOf, verifyModels } from '#config';

/** A tagger of everyday sounds, and the weights that it has. */
export interface TaggerModel {
  /** Its name among the models, or the path of its folder. */
  model: string;
  /** Beginning of each file's checksum. */
  weights: string;
}

const name = 'yamnet';
const checksumLetters = 8;

/**
 * The tagger whose weights lie in models/; null where they were never pulled.
 * @throws Failure `resource` that names what is missing or changed where they are not whole
 */
export async function findSoundTagger(folder = modelsFolder): Promise<TaggerModel | null> {
  const { files } = await findModel(name, folder);
  const sizes = await Promise.all(files.map(({ path }) => sizeOf(join(folder, path))));
  if (sizes.every((bytes) => bytes === null)) return null;
  await verifyModels({ names: [name], deep: true, folder });
  return { model: name, weights: files.map(({ sha256 }) => sha256.slice(0, checksumLetters)).join('-') };
}
