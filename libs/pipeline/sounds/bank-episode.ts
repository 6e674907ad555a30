import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Cut, HeardSound, Repeats, Sounds, Span } from '#contracts';
import { fingerprintOf, isSameSound } from '#speech';
import { loadArtifact } from '../runner/artifacts.js';
import type { Backend } from '../runner/backend.js';
import { placeInShow } from '../runner/earlier-recordings.js';
import { clean } from '../stages/clean/stage.js';
import { compare } from '../stages/compare/stage.js';
import { ingest } from '../stages/ingest/stage.js';
import { listen } from '../stages/listen/stage.js';
import { latestOfPlaces, type PlaceRow, readHeard } from './heard-bank.js';

/** Rings last longer, but what is recognised again is their first half second; what lasts longer still is music. */
const longestMs = 4000;
/** A click is in every room. */
const shortestMs = 60;
/** Nearer to music it may be a note of it. */
const besideMusicMs = 500;
/** New sounds that one episode may leave: one with hundreds of them is one that was misheard. */
const mostNew = 8;

/** A short sound of an episode, and how surely it is a notification. */
export interface Candidate extends Span {
  standing: HeardSound['standing'];
  confidence: number;
  /** The sound of an earlier episode that it was recognised as. */
  soundId: string | null;
}

/** The sounds that an episode can leave for later ones, the surest first. */
export function candidates(
  { events, music }: Sounds,
  cuts: readonly Cut[],
  { repeated }: Pick<Repeats, 'repeated'>,
): Candidate[] {
  const stays = [...music.map((piece) => widened(piece, besideMusicMs)), ...repeated];
  return events
    .filter(
      (event) =>
        lengthOf(event) >= shortestMs &&
        lengthOf(event) <= longestMs &&
        !event.evidence.some((item) => item.startsWith('template:')) &&
        !stays.some((span) => commonMs(span, event) > 0),
    )
    .flatMap((event) => {
      const cut = cuts.find(
        ({ kind, sub, ...at }) => kind === 'notification' && sub === 'sound' && isAt(at, event),
      );
      const { startMs, endMs, confidence } = event;
      const soundId = event.evidence.find((item) => item.startsWith(again))?.slice(again.length) ?? null;
      return cut ? { startMs, endMs, confidence, soundId, standing: standingOf(cut) } : [];
    })
    .sort((a, b) => b.confidence - a.confidence);
}

const again = 'heard-before:';
const widened = ({ startMs, endMs }: Span, ms: number): Span => ({
  startMs: startMs - ms,
  endMs: endMs + ms,
});
const lengthOf = ({ startMs, endMs }: Span) => endMs - startMs;
const commonMs = (a: Span, b: Span) => Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
const isAt = (a: Span, b: Span) => commonMs(a, b) > Math.min(lengthOf(a), lengthOf(b)) / 2;

function standingOf({ state, decidedBy }: Cut): Candidate['standing'] {
  if (decidedBy === 'host') return state === 'rejected' ? 'own' : 'accepted';
  return state === 'auto' ? 'sure' : 'unsure';
}

/**
 * Notes which short sounds a cleaned episode has, for the show's later episodes; only what has changed since is
 * written. A second upload of a recording leaves nothing: it would be heard again in itself.
 */
export async function bankSounds(backend: Backend, episodeId: string): Promise<void> {
  const episode = await backend.database.episode.findUniqueOrThrow({ where: { id: episodeId } });
  const place = await backend.database.$transaction((tx) => placeInShow(tx, episode));
  const recording = await loadArtifact(backend, episodeId, ingest);
  const sounds = await loadArtifact(backend, episodeId, listen);
  const edits = await loadArtifact(backend, episodeId, clean);
  const repeats = await loadArtifact(backend, episodeId, compare);
  if (place !== episodeId || !recording?.value.audio || !sounds || !edits || !repeats) return;
  if (repeats.value.sameAs.length > 0) return;
  const found = candidates(sounds.value, edits.value.cuts, repeats.value);
  const rows = await backend.database.heardSound.findMany({ where: { episodeId }, orderBy: { id: 'desc' } });
  const known = latestOfPlaces(rows);
  const { pcm16k, durationMs } = recording.value.audio;
  const fresh = found.filter((one) => !known.some((place) => isAt(place, one))).slice(0, mostNew);
  const named = await nameSounds(backend, episode.showId, await backend.objects.localPath(pcm16k), fresh);
  const about = {
    ...{ showId: episode.showId, episodeId },
    ...{ episodeTitle: episode.title ?? episode.filename, recordingMs: Math.round(durationMs) },
  };
  await backend.database.heardSound.createMany({
    data: [...changed(known, found), ...named.map((sound) => ({ ...about, ...sound }))],
  });
}

/** Places that stand otherwise now. What the host has forgotten stays so. */
export const changed = <Row extends PlaceRow>(known: readonly Row[], found: readonly Candidate[]) =>
  known
    .filter(({ standing }) => standing !== 'forgotten')
    .flatMap(({ id: _id, at: _at, ...place }) => {
      const standing = found.find((one) => isAt(place, one))?.standing ?? 'gone';
      return standing === place.standing ? [] : { ...place, standing };
    });

/** Gives each its fingerprint, and the id of the sound that it is: one that is known, or a new one. */
async function nameSounds(backend: Backend, showId: string, pcmPath: string, found: readonly Candidate[]) {
  const known = found.length > 0 ? await readHeard(backend.database, showId) : [];
  const sounds = known.map(({ id, fingerprint }) => ({ id, fingerprint }));
  const named = [];
  for (const { soundId, standing, confidence, ...at } of found) {
    const span = { startMs: Math.round(at.startMs), endMs: Math.round(at.endMs) };
    const { fingerprint } = await fingerprintOf(pcmPath, span);
    const id = soundId ?? (await sameAs(fingerprint, sounds)) ?? randomUUID();
    sounds.push({ id, fingerprint });
    named.push({ ...span, soundId: id, standing, confidence, fingerprint });
  }
  return named;
}

async function sameAs(fingerprint: string, sounds: readonly { id: string; fingerprint: string }[]) {
  for (const sound of sounds) {
    await turn(); // each comparison takes some milliseconds
    if (isSameSound(fingerprint, sound.fingerprint)) return sound.id;
  }
  return null;
}
