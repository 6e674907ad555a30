import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import type { CutView, EpisodeView, PassageView, Span } from '#contracts';
import { queries } from '../../api/queries.js';
import { apiBase } from '../../api/request.js';
import { type Edition, useEdition } from '../../player/edition.js';
import { PlayerBar } from '../../player/player-bar.js';
import { usePlayer } from '../../player/player-context.js';
import { useMarkSound } from './mark-sound.js';
import { useSelectedCut } from './selected-cut.js';
import { isMade, onceMade, wasMade } from './use-episode.js';

const files: Record<Edition['version'], string> = { source: 'audio/source', published: 'audio/rendered' };
const noCuts: readonly CutView[] = [];
const noPassages: readonly PassageView[] = [];
type Waveform = { durationMs: number; peakMs: number; peaks: number[] };

/** Space plays and pauses, unless something that uses the space key itself has the focus. */
function useSpaceKey() {
  const player = usePlayer();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.defaultPrevented) return;
      if (event.target !== document.body && !(event.target as Element).matches('main')) return;
      event.preventDefault();
      player.toggle();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [player]);
}

function LoadedPlayer({
  episode,
  waveform,
  cuts,
  passages,
}: {
  episode: EpisodeView;
  waveform: Waveform;
  cuts: readonly CutView[];
  passages: readonly PassageView[];
}) {
  const [wanted, setVersion] = useState<Edition['version']>('source');
  const player = usePlayer();
  const navigate = useNavigate();
  const { select } = useSelectedCut();
  const { t } = useSearch({ from: '/inside/episodes/$episodeId' });
  const noPublished = isMade(episode, 'render') ? null : 'The cleaned version is being made.';
  const version = noPublished ? 'source' : wanted;
  const edition = useEdition({ version, waveform, cuts, passages });
  // The rendered file changes under one address: its run's end tells one from the next.
  const renderedAt = episode.stages.find(({ stage }) => stage === 'render')?.endedAt ?? '';
  const stamp = version === 'published' ? `?v=${encodeURIComponent(renderedAt)}` : '';
  const url = `${apiBase}/episodes/${episode.id}/${files[version]}${stamp}`;

  useEffect(() => player.load(url, edition.map), [player, url, edition.map]);
  useEffect(() => {
    if (t !== undefined) player.seek(t);
  }, [player, t]);
  useSpaceKey();

  const showCut = useCallback(
    (cutId: string) => {
      select(cutId);
      navigate({ to: '/episodes/$episodeId', params: { episodeId: episode.id } });
    },
    [select, navigate, episode.id],
  );
  const mark = useMarkSound();
  const markSpan = useCallback(
    ({ startMs, endMs }: Span) => {
      const lastMs = waveform.durationMs;
      mark({ startMs: Math.min(startMs, lastMs), endMs: Math.min(endMs, lastMs), verdict: 'notification' });
    },
    [mark, waveform.durationMs],
  );
  return (
    <PlayerBar
      edition={edition}
      noPublished={noPublished}
      onVersion={setVersion}
      onCut={showCut}
      onMark={markSpan}
    />
  );
}

/** The sound of an episode, once ingest has measured it. */
export function EpisodePlayer({ episode }: { episode: EpisodeView }) {
  const hasSound = episode.hasAudio && wasMade(episode, 'ingest');
  const waveform = useQuery({ ...queries.waveform(episode.id), enabled: hasSound });
  const cuts = useQuery({ ...queries.cuts(episode.id), ...onceMade(episode, 'clean') });
  const repeated = useQuery({ ...queries.passages(episode.id), ...onceMade(episode, 'compare') });
  if (!hasSound || !waveform.data) return null;
  return (
    <LoadedPlayer
      episode={episode}
      waveform={waveform.data}
      cuts={cuts.data?.cuts ?? noCuts}
      passages={repeated.data?.passages ?? noPassages}
    />
  );
}
