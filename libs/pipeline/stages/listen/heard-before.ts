import type { HeardPlace, HeardSound, SoundEvent, Sounds, Span } from '#contracts';
import type { TemplateMatch } from '#speech';
import { coincide } from './known-sounds.js';

/** A show begins and ends in this much of an episode, in a short one in this share of it: what is there in two is its own. */
const longestEdgeMs = 20_000;
const edgeShare = 0.15;
/** At the same time in two episodes: the format of the show, or the same recording once more. Either says nothing of a phone. */
const sameTimeMs = 2000;
/** A sting between sections comes at this share of the episode, more or less … */
const sectionSlack = 0.05;
/** … in at least this many episodes, and in this share of those that have it. */
const leastEpisodes = 3;
const mostShare = 2 / 3;
/** A bed or a jingle has notes before and after what is taken for it. */
const besideMusicMs = 500;
/** Where nothing else is heard, weaker matches are accidental: 9 of 13 false ones, and 1 of 18 true ones (our measurement). */
const leastAlone = 0.7;
/** However sure a match is, what nobody has confirmed is only proposed where nothing else is heard. */
const mostAlone = 0.49;

/**
 * What was heard, seen again with what the show's earlier episodes have: the same sound at another place of the show is
 * evidence, and what comes at the same place is the show's own and stays.
 * @param durationMs of this recording
 */
export function withSoundsHeardBefore(
  sounds: Sounds,
  matches: readonly TemplateMatch[],
  heard: readonly HeardSound[],
  durationMs: number,
): Sounds {
  const { events, music } = sounds;
  const soundOf = new Map(heard.map((sound) => [sound.id, sound]));
  const said = matches.flatMap((match) => {
    const sound = soundOf.get(match.templateId);
    return sound ? { match, sound, says: whatItSays(match, sound, music, durationMs) } : [];
  });
  const own = said.filter(({ says }) => says === 'own');
  const again = said.filter(({ says }) => says === 'again');
  return {
    ...sounds,
    events: again
      .reduce((known, { match, sound }) => confirm(known, match, sound), [...events])
      .filter((event) => !own.some(({ match }) => coincide(event, match)))
      .sort((a, b) => a.startMs - b.startMs),
  };
}

/** Whether a match is the sound coming at another place of the show, which a phone does and a jingle does not. */
export const comesAgain = (
  match: TemplateMatch,
  sound: HeardSound,
  music: readonly Span[],
  durationMs: number,
): boolean => whatItSays(match, sound, music, durationMs) === 'again';

/** again: a sound that comes now here, now there; own: the show's; nothing: neither. */
function whatItSays(
  match: TemplateMatch,
  { standing, places }: HeardSound,
  music: readonly Span[],
  durationMs: number,
): 'again' | 'own' | 'nothing' {
  if (standing === 'own') return 'own';
  if (standing === 'accepted') return 'again';
  const here = { startMs: match.startMs, recordingMs: durationMs };
  if (places.some((place) => bothAtAnEnd(place, here)) || isSection(places, here)) return 'own';
  if (places.some((place) => isSameTime(place, here))) return 'nothing';
  return music.some((piece) => isBeside(piece, match)) ? 'nothing' : 'again';
}

type Place = Pick<HeardPlace, 'startMs' | 'recordingMs'>;

const toEndMs = ({ startMs, recordingMs }: Place) => recordingMs - startMs;

const bothAtAnEnd = (a: Place, b: Place): boolean => {
  const edgeMs = Math.min(longestEdgeMs, edgeShare * Math.min(a.recordingMs, b.recordingMs));
  return (a.startMs < edgeMs && b.startMs < edgeMs) || (toEndMs(a) < edgeMs && toEndMs(b) < edgeMs);
};

const isSameTime = (a: Place, b: Place): boolean =>
  Math.abs(a.startMs - b.startMs) < sameTimeMs || Math.abs(toEndMs(a) - toEndMs(b)) < sameTimeMs;

/** At a like share of most episodes that have it. */
function isSection(places: readonly HeardPlace[], here: Place): boolean {
  const share = ({ startMs, recordingMs }: Place) => startMs / recordingMs;
  const episodeOf = ({ episodeTitle, recordingMs }: HeardPlace) => `${episodeTitle}\n${recordingMs}`;
  const alike = places.filter((place) => Math.abs(share(place) - share(here)) < sectionSlack);
  const withIt = new Set(places.map(episodeOf)).size + 1;
  const likeThis = new Set(alike.map(episodeOf)).size + 1;
  return likeThis >= leastEpisodes && likeThis >= mostShare * withIt;
}

const isBeside = (piece: Span, { startMs, endMs }: Span): boolean =>
  piece.startMs < endMs + besideMusicMs && piece.endMs > startMs - besideMusicMs;

function confirm(events: SoundEvent[], match: TemplateMatch, { id, standing, places }: HeardSound) {
  const evidence = `heard-before:${id}`;
  const { episodeTitle, startMs: beforeMs } = places[0]!;
  const before = { episodeTitle, startMs: beforeMs };
  const at = events.findIndex((event) => coincide(event, match));
  const event = events[at];
  if (event) {
    const confidence = 1 - (1 - event.confidence) * (1 - match.score);
    return events.with(at, { ...event, confidence, evidence: [...event.evidence, evidence], before });
  }
  // Two doubtful hearings are no evidence where no detector hears anything here.
  const { startMs, endMs, score } = match;
  if (standing === 'unsure' || score < leastAlone) return events;
  const confidence = standing === 'accepted' ? score : Math.min(mostAlone, score);
  // No detector found it, so it most likely lies under a voice: it is turned down, and no word is lost.
  return [
    ...events,
    {
      startMs,
      endMs,
      kind: 'unknown' as const,
      mode: 'over' as const,
      confidence,
      evidence: [evidence],
      before,
    },
  ];
}
