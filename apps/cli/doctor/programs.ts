import { type Settings, verifyModels } from '#config';
import { asFailure } from '#contracts';
import { findBinaries } from '#media';
import { findSoundTagger } from '#speech';
import { bad, type Finding, good, note } from './finding.js';

export function media(): Finding[] {
  try {
    return Object.entries(findBinaries()).map(([name, { version, path, warning }]) =>
      warning ? note(name, `${version} at ${path}`, warning) : good(name, `${version} at ${path}`),
    );
  } catch (error) {
    const { message, remedy } = asFailure(error);
    return [bad('ffmpeg', message, remedy)];
  }
}

export async function models(): Promise<Finding> {
  try {
    await verifyModels({ deep: true });
    return good('Models', 'bundled weights are whole');
  } catch (error) {
    const { message, remedy } = asFailure(error);
    return bad('Models', message, remedy);
  }
}

/** The one model that is no part of the repository, as everything works without it. */
export async function soundTagger({ SOUND_TAGGER }: Settings): Promise<Finding> {
  const what = 'Sound tagger';
  if (SOUND_TAGGER === 'off') return note(what, 'off by SOUND_TAGGER');
  try {
    if (await findSoundTagger()) return good(what, 'YAMNet is whole');
    const without = 'none; sounds are cut or proposed by our own detectors alone';
    return note(what, without, 'Run: npx showrunner models pull yamnet');
  } catch (error) {
    return note(what, `not used: ${asFailure(error).message}`, 'Run: npx showrunner models pull yamnet');
  }
}
