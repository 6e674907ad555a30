import type { TemplateMatch } from '#speech';

/** The surest of matches that overlap, in order of time: one sound is one cut, and one question. */
export function apart(matches: readonly TemplateMatch[]): TemplateMatch[] {
  const kept: TemplateMatch[] = [];
  for (const match of matches.toSorted((a, b) => b.score - a.score))
    if (kept.every((other) => match.endMs <= other.startMs || match.startMs >= other.endMs)) kept.push(match);
  return kept.sort((a, b) => a.startMs - b.startMs);
}
