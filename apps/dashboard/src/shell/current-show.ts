import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ShowView } from '#contracts';
import { queries } from '../api/queries.js';

const storageKey = 'showrunner.show';

/** The show that the person works on: the page's own, else the episode's, else the one visited last, else the first. */
export function useCurrentShow(): ShowView | undefined {
  const { showId, episodeId } = useParams({ strict: false });
  const shows = useQuery(queries.shows()).data?.shows ?? [];
  const episode = useQuery({ ...queries.episode(episodeId ?? ''), enabled: episodeId !== undefined }).data;
  const wanted = showId ?? episode?.showId ?? localStorage.getItem(storageKey);
  const show = shows.find(({ id }) => id === wanted) ?? shows[0];
  useEffect(() => {
    if (show) localStorage.setItem(storageKey, show.id);
  }, [show]);
  return show;
}
