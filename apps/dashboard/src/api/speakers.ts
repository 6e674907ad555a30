import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type EpisodeView, speakerList, stageList, voiceList } from '#contracts';
import { call, callEmpty } from './request.js';

export const speakers = {
  ofEpisode: (episodeId: string) =>
    queryOptions({
      queryKey: ['episode', episodeId, 'speakers'],
      queryFn: () => call(speakerList, 'GET', `/episodes/${episodeId}/speakers`),
    }),
  /** Whose voices a show knows. */
  known: (showId: string) =>
    queryOptions({
      queryKey: ['voices', showId],
      queryFn: () => call(voiceList, 'GET', `/shows/${showId}/voices`),
    }),
};

/** Gives speakers of an episode their names; the transcript follows when its stage has run again. */
export function useSpeakerNames(episodeId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (names: { id: string; person: string | null }[]) =>
      call(stageList, 'PUT', `/episodes/${episodeId}/speakers`, { speakers: names }),
    onSuccess: ({ stages }) => {
      client.setQueryData<EpisodeView>(
        ['episode', episodeId],
        (episode) => episode && { ...episode, stages },
      );
      client.invalidateQueries({ queryKey: ['voices'] });
      client.invalidateQueries({ queryKey: ['people'] });
    },
  });
}

/** Forgets one voice of a show, or all. */
export function useVoiceForget(showId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (personId?: string) =>
      callEmpty('DELETE', `/shows/${showId}/voices${personId ? `/${personId}` : ''}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['voices', showId] }),
  });
}
