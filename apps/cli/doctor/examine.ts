import type { Settings } from '#config';
import type { Finding } from './finding.js';
import { disk, gpu, machine } from './hardware.js';
import { media, models, soundTagger } from './programs.js';
import { database, languageModel, queue } from './servers.js';
import { speech } from './speech.js';

/** Looks at everything that Showrunner stands on, in the order in which a newcomer would mend it. */
export async function examine(settings: Settings): Promise<Finding[]> {
  const found = await Promise.all([
    machine(),
    disk(settings),
    media(),
    models(),
    soundTagger(settings),
    speech(settings),
    database(settings),
    queue(settings),
    gpu(),
    languageModel(settings),
  ]);
  return found.flat();
}
