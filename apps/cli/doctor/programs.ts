import { verifyModels } from '#config';
import { asFailure } from '#contracts';
import { findBinaries } from '#media';
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
