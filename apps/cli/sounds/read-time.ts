import { inputFailure } from '#contracts';

/**
 * Reads `1:02:03.5`, `2:03` or `63.25` as milliseconds.
 * @throws Failure (input) for anything else
 */
export function readTime(text: string): number {
  if (!/^\d+(:[0-5]?\d){0,2}(\.\d{1,3})?$/.test(text))
    throw inputFailure(`“${text}” is no time.`, 'Write it like 1:02.5 or 62.5.');
  return Math.round(text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000);
}
