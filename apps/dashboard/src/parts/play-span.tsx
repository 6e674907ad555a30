import { useEffect, useRef } from 'react';
import type { Span } from '#contracts';
import { apiBase } from '../api/request.js';
import { Icon } from './icon.js';

/** Plays a stretch of an episode's recording where there is no player. */
export function PlaySpan(props: { episodeId: string; span: Span; label: string }) {
  const audio = useRef<HTMLAudioElement>(null);
  const { startMs, endMs } = props.span;
  useEffect(() => () => audio.current?.pause(), []);
  const play = () => {
    if (!audio.current) return;
    audio.current.currentTime = startMs / 1000;
    // A play() that leaving the page interrupts rejects; nothing is to be told then.
    audio.current.play().catch(() => undefined);
  };
  return (
    <>
      <button type="button" className="button small icon-only" aria-label={props.label} onClick={play}>
        <Icon name="play" />
      </button>
      {/* biome-ignore lint/a11y/useMediaCaption: a chime has no words */}
      <audio
        ref={audio}
        preload="none"
        src={`${apiBase}/episodes/${props.episodeId}/audio/source`}
        onTimeUpdate={({ currentTarget }) => {
          if (currentTarget.currentTime * 1000 >= endMs) currentTarget.pause();
        }}
      />
    </>
  );
}
