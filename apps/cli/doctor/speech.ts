import type { Settings } from '#config';
import { asFailure } from '#contracts';
import { examineEngine } from '#speech';
import { bad, type Finding, good, note } from './finding.js';

/** A large model is read from a slow disk and laid out on a GPU within this. */
const patienceMs = 120_000;

/** Loads the chosen speech engine with its model, or reaches its server: only that shows that it runs. */
export async function speech(settings: Settings): Promise<Finding[]> {
  const what = 'Speech engine';
  const chosen = `${settings.WHISPER_ENGINE} with ${settings.WHISPER_MODEL}`;
  try {
    const { runsOn, notices } = await examineEngine(settings, AbortSignal.timeout(patienceMs));
    return [
      good(what, `${chosen} runs on ${runsOn}`),
      ...notices.map((notice) => note(what, notice, 'See docs/engines.md.')),
    ];
  } catch (error) {
    const { message, remedy } = asFailure(error);
    return [bad(what, `${chosen} does not run: ${message}`, remedy)];
  }
}
