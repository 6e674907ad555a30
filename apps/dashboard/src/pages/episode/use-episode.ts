import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { EpisodeView } from '#contracts';
import { queries } from '../../api/queries.js';

/** The episode of the page that asks; `EpisodePage` above has loaded it. */
export function useEpisode(): EpisodeView {
  const { episodeId } = useParams({ from: '/inside/episodes/$episodeId' });
  return useSuspenseQuery(queries.episode(episodeId)).data;
}

/** Whether a stage has made what its page shows, of all that was decided by now. */
export const isMade = (episode: EpisodeView, stage: string): boolean =>
  episode.stages.some((run) => run.stage === stage && run.state === 'done');

/** Whether a stage has made it now or in an earlier run. */
export const wasMade = (episode: EpisodeView, stage: string): boolean =>
  episode.stages.some((run) => run.stage === stage && run.hasMade);

/**
 * When to ask for what a stage made. While it is made again, what is on the page stays: the last one does not have in it
 * what the host decided since, and would take that back before their eyes.
 */
export const onceMade = (episode: EpisodeView, stage: string) => ({
  enabled: ({ state }: { state: { data: unknown } }): boolean =>
    isMade(episode, stage) || (wasMade(episode, stage) && state.data === undefined),
});
