import { useState } from 'react';
import type { Span } from '#contracts';
import { clock } from '../format.js';
import { Icon } from '../parts/icon.js';
import type { Edition } from './edition.js';
import { useIsPlaying, usePlayer, useSecond } from './player-context.js';
import { PositionSlider } from './position-slider.js';
import { Waveform } from './waveform.js';

const speeds = [0.75, 1, 1.25, 1.5, 2] as const;
const stepMs = 5_000;
/** A chime's usual length, to begin with. */
const markedMs = 1_000;
/** Pixels a second: the whole episode, or close enough to see one filler word. */
const zooms = { fit: 0, close: 80 } as const;

function Transport({ edition }: { edition: Edition }) {
  const player = usePlayer();
  const isPlaying = useIsPlaying();
  const second = useSecond();
  const atMs = edition.map.toAudio(second * 1000);
  return (
    <div className="row transport">
      <button
        type="button"
        className="button plain icon-only"
        aria-label="Back 5 seconds"
        onClick={() => player.seek(player.timeMs() - stepMs)}
      >
        <Icon name="back" />
      </button>
      <button
        type="button"
        className="button primary icon-only play"
        aria-label={isPlaying ? 'Pause' : 'Play'}
        onClick={() => player.toggle()}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} />
      </button>
      <button
        type="button"
        className="button plain icon-only"
        aria-label="Forward 5 seconds"
        onClick={() => player.seek(player.timeMs() + stepMs)}
      >
        <Icon name="forward" />
      </button>
      <span className="figures time">
        {clock(atMs)} <span className="quiet">/ {clock(edition.durationMs)}</span>
      </span>
    </div>
  );
}

function SpeedChoice() {
  const player = usePlayer();
  const [speed, setSpeed] = useState(1);
  return (
    <label className="speed">
      <span className="visually-hidden">Speed</span>
      <select
        value={speed}
        onChange={(event) => {
          const chosen = Number(event.target.value);
          setSpeed(chosen);
          player.audio.defaultPlaybackRate = chosen;
          player.audio.playbackRate = chosen;
        }}
      >
        {speeds.map((choice) => (
          <option key={choice} value={choice}>
            {choice} ×
          </option>
        ))}
      </select>
    </label>
  );
}

interface Props {
  edition: Edition;
  /** Why the published version cannot be heard now; null when it can. */
  noPublished: string | null;
  onVersion: (version: Edition['version']) => void;
  onCut: (cutId: string) => void;
  /** A stretch to be named as a sound. */
  onMark: (span: Span) => void;
}

/** The episode's sound: the waveform with its cuts, and the buttons to hear it as recorded or as published. */
export function PlayerBar({ edition, noPublished, onVersion, onCut, onMark }: Props) {
  const player = usePlayer();
  const [zoom, setZoom] = useState<keyof typeof zooms>('fit');
  const { version, peaks, durationMs, map, cuts, passages } = edition;
  return (
    <section className="player" aria-label="Player">
      <Waveform
        peaks={peaks}
        durationMs={durationMs}
        map={map}
        cuts={cuts}
        passages={passages}
        pixelsPerSecond={zooms[zoom]}
        onCut={onCut}
        onMark={onMark}
      />
      <PositionSlider edition={edition} />
      <div className="row spread">
        <div className="row">
          <Transport edition={edition} />
          <SpeedChoice />
        </div>
        <div className="row player-choices">
          <fieldset className="segmented">
            <legend className="visually-hidden">Version</legend>
            <button type="button" aria-pressed={version === 'source'} onClick={() => onVersion('source')}>
              As recorded
            </button>
            <button
              type="button"
              aria-pressed={version === 'published'}
              disabled={noPublished !== null}
              title={noPublished ?? undefined}
              onClick={() => onVersion('published')}
            >
              Cleaned
            </button>
          </fieldset>
          <button
            type="button"
            className="button small"
            title="Or drag over it in the wave"
            onClick={() => onMark({ startMs: player.timeMs(), endMs: player.timeMs() + markedMs })}
          >
            <Icon name="bell" /> Mark a sound
          </button>
          <button
            type="button"
            className="button small"
            aria-pressed={zoom === 'close'}
            onClick={() => setZoom(zoom === 'fit' ? 'close' : 'fit')}
          >
            <Icon name="search" /> {zoom === 'fit' ? 'Zoom in' : 'Whole episode'}
          </button>
        </div>
      </div>
    </section>
  );
}
