import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { EpisodeView } from '#contracts';
import { queries } from '../../api/queries.js';

/** The episode of the page that asks; `EpisodePage` above has loaded it. */
export function useEpisode(): EpisodeView {
  const { episodeId } = useParams({ from: '/inside/episodes/$episodeId' });
  return useSuspenseQuery(queries.episode(episodeId)).data;
}

/** Whether a stage has made what its page shows. */
export const isMade = (episode: EpisodeView, stage: string): boolean =>
  episode.stages.some((run) => run.stage === stage && run.state === 'done');
