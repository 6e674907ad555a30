import { createHash } from 'node:crypto';
import type { AnyStage } from '../define-stage.js';

/** JSON with sorted keys, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    const fields = entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

export const hashOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/**
 * The address of what a stage would make.
 * @param inputs for each need its content hash: the key of a stage's artifact, or `hashOf` a given value
 */
export const artifactKey = (
  stage: Pick<AnyStage, 'name' | 'version'>,
  settings: unknown,
  inputs: Record<string, string>,
): string => hashOf({ stage: stage.name, version: stage.version, settings, inputs });
