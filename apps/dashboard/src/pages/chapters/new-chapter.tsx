import { useState } from 'react';
import { clock } from '../../format.js';
import { Icon } from '../../parts/icon.js';
import { usePlayer, useSecond } from '../../player/player-context.js';
import type { ChapterChange } from './chapter-row.js';

/** A new chapter starts where the player stands. */
export function NewChapter({ onAdd }: { onAdd: (chapter: ChapterChange) => void }) {
  const player = usePlayer();
  const second = useSecond();
  const [title, setTitle] = useState('');
  return (
    <form
      className="row card"
      onSubmit={(event) => {
        event.preventDefault();
        onAdd({ startMs: player.timeMs(), title: title.trim() });
        setTitle('');
      }}
    >
      <div className="field grow">
        <label htmlFor="new-chapter">
          New chapter at <span className="figures">{clock(second * 1000)}</span>
        </label>
        <input
          id="new-chapter"
          required
          maxLength={120}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </div>
      <button type="submit" className="button align-end">
        <Icon name="plus" /> Add chapter
      </button>
    </form>
  );
}
