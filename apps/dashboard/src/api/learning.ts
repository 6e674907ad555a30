import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  heardSoundList,
  lessonList,
  type NewSound,
  type ScanView,
  type SoundPatch,
  type SoundView,
  scanList,
  soundList,
  soundView,
} from '#contracts';
import { call, callEmpty } from './request.js';

/** While workers scan, their end is asked for: it is told per episode, and this page is about the show. */
const scanPollMs = 2_000;

const isScanning = (episodes: readonly ScanView[] | undefined) =>
  episodes?.some(({ state }) => state === 'scanning') ?? false;

/** What a show has learned from its host: sounds, and lessons of cuts. */
export const learning = {
  sounds: (showId: string) =>
    queryOptions({
      queryKey: ['sounds', showId],
      queryFn: () => call(soundList, 'GET', `/shows/${showId}/sounds`),
    }),
  scans: (showId: string) =>
    queryOptions({
      queryKey: ['sounds', showId, 'scan'],
      queryFn: () => call(scanList, 'GET', `/shows/${showId}/sounds/scan`),
      refetchInterval: ({ state }) => (isScanning(state.data?.episodes) ? scanPollMs : false),
    }),
  heard: (showId: string) =>
    queryOptions({
      queryKey: ['sounds', showId, 'heard'],
      queryFn: () => call(heardSoundList, 'GET', `/shows/${showId}/heard-sounds`),
    }),
  lessons: (showId: string) =>
    queryOptions({
      queryKey: ['lessons', showId],
      queryFn: () => call(lessonList, 'GET', `/shows/${showId}/lessons`),
    }),
};

function useSoundChange<Given, Answer>(showId: string, mutationFn: (given: Given) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: ['sounds', showId] }),
  });
}

/** Marks a stretch of a recording as a sound; its episode is listened to again. */
export function useTeachSound(showId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sound: NewSound) => call(soundView, 'POST', `/shows/${showId}/sounds`, sound),
    onSuccess: (_, { episodeId }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['sounds', showId] }),
        client.invalidateQueries({ queryKey: ['episode', episodeId], exact: true }),
      ]),
  });
}

export const useSoundPatch = (showId: string) =>
  useSoundChange(showId, ({ id, patch }: { id: string; patch: SoundPatch }) =>
    call(soundView, 'PATCH', `/shows/${showId}/sounds/${id}`, patch),
  );
export const useSoundForget = (showId: string) =>
  useSoundChange(showId, (id: string) => callEmpty('DELETE', `/shows/${showId}/sounds/${id}`));

/** Says what a sound of earlier episodes is: it moves to the sounds that the show knows. */
export const useNameHeard = (showId: string) =>
  useSoundChange(showId, ({ id, verdict }: { id: string; verdict: SoundView['verdict'] }) =>
    call(soundView, 'POST', `/shows/${showId}/heard-sounds/${id}`, { verdict }),
  );
/** One, or all with null. */
export const useForgetHeard = (showId: string) =>
  useSoundChange(showId, (id: string | null) =>
    callEmpty('DELETE', `/shows/${showId}/heard-sounds${id === null ? '' : `/${id}`}`),
  );

/** Looks for the show's sounds in earlier episodes (`scan`), or puts what was found into their review (`proposals`). */
export const useScans = (showId: string) =>
  useSoundChange(showId, ({ what, ...body }: { what: 'scan' | 'proposals'; episodeIds?: string[] }) =>
    call(scanList, 'POST', `/shows/${showId}/sounds/${what}`, body),
  );

export function useLessonReset(showId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (lessonId: string) =>
      callEmpty('DELETE', `/shows/${showId}/lessons/${encodeURIComponent(lessonId)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['lessons', showId] }),
  });
}
