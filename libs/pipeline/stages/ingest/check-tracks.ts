import { inputFailure, type UploadTrack } from '#contracts';

/** ffmpeg mixes up to 1024 inputs; more than 16 people in one conversation are a mistake. */
export const mostTracks = 16;

/** How far a track may be shorter than the longest before the host is asked whether both begin together. */
const tolerated = { part: 0.1, ms: 10_000 };

const sameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** @throws Failure (input) naming the files, where tracks cannot be told apart */
export function checkTracks(tracks: UploadTrack[]): void {
  if (tracks.length > mostTracks)
    throw inputFailure(
      `There are ${tracks.length} tracks; at most ${mostTracks} are taken.`,
      'Mix some of them into one before you upload them.',
    );
  for (const [i, track] of tracks.entries()) {
    if (track.speaker.trim() === '')
      throw inputFailure(`${track.filename} has no speaker.`, 'Say who speaks in this file.');
    for (const before of tracks.slice(0, i)) {
      if (before.sha256 === track.sha256)
        throw inputFailure(
          `${before.filename} and ${track.filename} are the same recording, of ${before.speaker} and of ${track.speaker}.`,
          'Hand in one file for each speaker.',
        );
      if (sameName(before.speaker, track.speaker))
        throw inputFailure(
          `${before.filename} and ${track.filename} are both said to be ${track.speaker}.`,
          'Give each speaker a name of their own, or join the two files.',
        );
    }
  }
}

/** What the host should know of tracks whose lengths differ so much that they may not begin together. */
export function lengthNotices(tracks: { filename: string; durationMs: number }[]): string[] {
  const longest = tracks.reduce((a, b) => (b.durationMs > a.durationMs ? b : a));
  return tracks.flatMap(({ filename, durationMs }) => {
    const missingMs = longest.durationMs - durationMs;
    if (missingMs <= Math.max(tolerated.ms, tolerated.part * longest.durationMs)) return [];
    return `${filename} lasts ${clock(durationMs)} and ${longest.filename} ${clock(longest.durationMs)}: tracks are taken to begin at the same moment. If this one began later, put silence before it and upload them again.`;
  });
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
