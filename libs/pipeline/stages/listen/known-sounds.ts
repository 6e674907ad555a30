import type { SoundEvent, Sounds, SoundTemplate, Span } from '#contracts';
import type { TemplateMatch } from '#speech';

/**
 * What was heard, seen again with the sounds that the show knows: a notification that is recognised is surer, or found
 * where nothing else found it; what sounds like one to keep is no event.
 */
export function withKnownSounds(
  sounds: Sounds,
  matches: readonly TemplateMatch[],
  known: readonly SoundTemplate[],
): Sounds {
  const { events } = sounds;
  const verdicts = new Map(known.map(({ id, verdict }) => [id, verdict]));
  const kept = matches.filter(({ templateId }) => verdicts.get(templateId) === 'keep');
  const notifications = matches.filter(({ templateId }) => verdicts.get(templateId) === 'notification');
  const recognised = notifications.reduce(recognise, [...events]);
  return {
    ...sounds,
    events: recognised
      .filter((event) => !kept.some((match) => coincide(event, match)))
      .sort((a, b) => a.startMs - b.startMs),
  };
}

function recognise(events: SoundEvent[], match: TemplateMatch): SoundEvent[] {
  const evidence = `template:${match.templateId}`;
  const at = events.findIndex((event) => coincide(event, match));
  const event = events[at];
  if (!event) {
    const { startMs, endMs, score } = match;
    // No detector found it, so it most likely lies under a voice: it is turned down, and no word is lost.
    return [
      ...events,
      { startMs, endMs, kind: 'unknown', mode: 'over', confidence: score, evidence: [evidence] },
    ];
  }
  const confidence = 1 - (1 - event.confidence) * (1 - match.score);
  return events.with(at, { ...event, confidence, evidence: [...event.evidence, evidence] });
}

/** Half of the shorter one lies in the other. */
export const coincide = (a: Span, b: Span): boolean =>
  Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs) >
  Math.min(a.endMs - a.startMs, b.endMs - b.startMs) / 2;
