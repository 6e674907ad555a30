import type { WordingExamples } from '#contracts';
import { withoutControlTokens } from '#language';

/** A context this small has no room for examples beside the transcript. */
const MIN_CONTEXT_TOKENS = 4_096;

/**
 * The host's own wording as an instruction: empty when there is none.
 * @param kinds what is to be written
 */
export function inTheirManner(
  examples: WordingExamples,
  kinds: (keyof WordingExamples)[],
  contextTokens: number,
): string {
  if (contextTokens < MIN_CONTEXT_TOKENS) return '';
  const lines: Record<keyof WordingExamples, string[]> = {
    titles: examples.titles.map(({ offered, written }) =>
      offered && offered !== written
        ? `Title, where "${offered}" was offered: "${written}"`
        : `Title: "${written}"`,
    ),
    descriptions: examples.descriptions.map((text) => `Notes: "${text}"`),
    chapterTitles: examples.chapterTitles.map((text) => `Chapter: "${text}"`),
  };
  const wanted = kinds.flatMap((kind) => lines[kind]);
  if (wanted.length === 0) return '';
  return (
    '\nSo the host worded earlier episodes. Follow their manner, never their subject:\n' +
    withoutControlTokens(wanted.join('\n'))
  );
}
