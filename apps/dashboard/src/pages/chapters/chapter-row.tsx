import { useState } from 'react';
import type { ChapterView, EpisodeMemory } from '#contracts';
import { clock, preciseClock, readClock } from '../../format.js';
import { Icon } from '../../parts/icon.js';
import { byWords } from '../../parts/provenance.js';
import { usePlayer } from '../../player/player-context.js';
import { SpokenBefore } from './spoken-before.js';

export interface ChapterChange {
  startMs: number;
  title: string;
}

interface Props {
  chapter: ChapterView;
  /** Where earlier episodes spoke of the same. */
  before: EpisodeMemory['before'][number]['moments'];
  /** The first chapter starts with the episode: it can be renamed, not moved. */
  isFirst: boolean;
  isPlaying: boolean;
  onEdit: (edit: ChapterChange) => void;
  onRemove: () => void;
}

/** A text field that saves when it is left or Enter is pressed, and goes back on Escape. */
function SavedField(props: {
  label: string;
  className: string;
  value: string;
  isValid: (text: string) => boolean;
  disabled?: boolean;
  onSave: (text: string) => void;
}) {
  const [text, setText] = useState(props.value);
  const isWrong = !props.isValid(text);
  const save = () => {
    if (isWrong) setText(props.value);
    else if (text !== props.value) props.onSave(text);
  };
  return (
    <input
      className={props.className}
      aria-label={props.label}
      aria-invalid={isWrong}
      disabled={props.disabled}
      value={text}
      maxLength={120}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(props.value);
      }}
    />
  );
}

export function ChapterRow({ chapter, before, isFirst, isPlaying, onEdit, onRemove }: Props) {
  const player = usePlayer();
  const { title, startMs, publishedStartMs, titleBy, keywords, summary } = chapter;
  return (
    <li className="chapter-row" aria-current={isPlaying || undefined}>
      <button
        type="button"
        className="button plain icon-only small"
        aria-label={`Play from ${title}`}
        onClick={() => {
          player.seek(startMs);
          player.play();
        }}
      >
        <Icon name="play" />
      </button>
      <SavedField
        label={`Start of ${title}`}
        className="chapter-start figures"
        value={preciseClock(startMs)}
        disabled={isFirst}
        isValid={(text) => readClock(text) !== null}
        onSave={(text) => onEdit({ title, startMs: readClock(text) ?? startMs })}
      />
      <SavedField
        label={`Title of the chapter at ${clock(startMs)}`}
        className="chapter-title"
        value={title}
        isValid={(text) => text.trim() !== ''}
        onSave={(text) => onEdit({ startMs, title: text.trim() })}
      />
      <div className="row chapter-tools">
        {!isFirst && (
          <button
            type="button"
            className="button small plain"
            onClick={() => onEdit({ title, startMs: player.timeMs() })}
          >
            Move here<span className="visually-hidden">: start {title} where the player stands</span>
          </button>
        )}
        <button
          type="button"
          className="button small plain icon-only"
          aria-label={`Remove ${title}`}
          disabled={isFirst}
          onClick={onRemove}
        >
          <Icon name="trash" />
        </button>
      </div>
      <p className="chapter-facts small quiet">
        {byWords[titleBy]}
        {publishedStartMs !== null && (
          <span className="figures"> · for listeners at {clock(publishedStartMs)}</span>
        )}
        {keywords.length > 0 && <> · {keywords.join(', ')}</>}
        {summary && <span className="chapter-summary">{summary}</span>}
        <SpokenBefore moments={before} />
      </p>
    </li>
  );
}
