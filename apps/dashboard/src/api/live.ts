import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type EpisodeView, type LiveEvent, liveEvent } from '#contracts';
import { madeByStage } from './queries.js';
import { apiBase } from './request.js';

/** The server sends a heartbeat every 15 s: after two missed ones the line counts as dead. */
const silenceMs = 32_000;
/** How often everything on the page is asked for while the line is dead. */
const pollMs = 3_000;

/** Writes the stage's new state into the cached episode, and reads anew what a finished stage made. */
function applyStage(
  client: QueryClient,
  { episodeId, stage, episodeEtaMs }: Extract<LiveEvent, { type: 'stage' }>,
): void {
  client.setQueryData<EpisodeView>(['episode', episodeId], (episode) => {
    if (!episode) return episode;
    const stages = episode.stages.map((old) => (old.stage === stage.stage ? stage : old));
    return { ...episode, stages, etaMs: episodeEtaMs };
  });
  if (stage.state !== 'done' && stage.state !== 'failed') return;
  client.invalidateQueries({ queryKey: ['episode', episodeId], exact: true });
  for (const part of madeByStage[stage.stage] ?? [])
    client.invalidateQueries({ queryKey: ['episode', episodeId, part] });
}

const readAnew = (client: QueryClient, episodeId: string | undefined) => {
  client.invalidateQueries({ queryKey: ['episodes'] });
  if (episodeId) client.invalidateQueries({ queryKey: ['episode', episodeId] });
};

function apply(client: QueryClient, event: LiveEvent, episodeId: string | undefined): void {
  if (event.type === 'heartbeat') return;
  if (event.type === 'missed') {
    readAnew(client, episodeId);
    return;
  }
  client.invalidateQueries({ queryKey: ['episodes'] }, { cancelRefetch: false });
  if (event.type === 'stage') applyStage(client, event);
  else client.invalidateQueries({ queryKey: ['episode', event.episodeId], exact: true });
}

/** Keeps the cache fresh by server-sent events, of one episode or of all; by asking while the line is dead. */
export function useLive(episodeId?: string): void {
  const client = useQueryClient();
  const alive = useEventLine(client, episodeId);
  useEffect(() => {
    if (alive) return;
    const timer = setInterval(() => readAnew(client, episodeId), pollMs);
    return () => {
      clearInterval(timer);
      readAnew(client, episodeId);
    };
  }, [alive, client, episodeId]);
}

function useEventLine(client: QueryClient, episodeId: string | undefined): boolean {
  const [alive, setAlive] = useState(true);
  useEffect(() => {
    const source = new EventSource(`${apiBase}${episodeId ? `/episodes/${episodeId}` : ''}/events`);
    let silence: ReturnType<typeof setTimeout>;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => setAlive(false), silenceMs);
      setAlive(true);
    };
    source.onopen = heard;
    source.onerror = () => setAlive(false);
    source.onmessage = (message: MessageEvent<string>) => {
      heard();
      apply(client, liveEvent.parse(JSON.parse(message.data)), episodeId);
    };
    return () => {
      clearTimeout(silence);
      source.close();
    };
  }, [client, episodeId]);
  return alive;
}
