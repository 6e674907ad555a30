import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { CutView, TranscriptView } from '#contracts';
import { Icon } from '../../parts/icon.js';
import { usePlayer } from '../../player/player-context.js';
import { useSelectedCut } from '../episode/selected-cut.js';
import { CutSelection } from './cut-selection.js';
import { Paragraph } from './paragraph.js';
import { paragraphParts } from './segments.js';
import { useWordHighlight } from './use-word-highlight.js';

interface Props {
  episodeId: string;
  transcript: TranscriptView;
  cuts: readonly CutView[];
}

/** The words of the episode: they light up while it plays, a click plays from there, and cuts show what goes. */
export function Transcript({ episodeId, transcript, cuts }: Props) {
  const player = usePlayer();
  const text = useRef<HTMLDivElement>(null);
  const { cutId, select } = useSelectedCut();
  const [isFollowing, setFollowing] = useState(true);
  const { words } = transcript;
  const parts = useMemo(() => paragraphParts(transcript, cuts), [transcript, cuts]);
  useWordHighlight(text, words, isFollowing);

  useEffect(() => {
    if (cutId) text.current?.querySelector(`[data-cut="${cutId}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [cutId]);

  const click = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const mark = target.closest<HTMLElement>('[data-cut]');
    if (mark?.dataset.cut) {
      event.preventDefault();
      select(mark.dataset.cut);
    }
    const word = words[Number(target.closest<HTMLElement>('[data-w]')?.dataset.w ?? -1)];
    const paragraph = target.closest<HTMLElement>('[data-at]')?.dataset.at;
    if (paragraph) player.seek(Number(paragraph));
    else if (word && getSelection()?.isCollapsed !== false) player.seek(word.startMs);
    if (paragraph && !player.isPlaying()) player.play();
  };

  return (
    <section aria-labelledby="transcript-title" className="stack">
      <div className="row spread">
        <h2 id="transcript-title">Transcript</h2>
        <button
          type="button"
          className="button small plain"
          aria-pressed={isFollowing}
          onClick={() => setFollowing(!isFollowing)}
        >
          {isFollowing && <Icon name="check" />} Follow the sound
        </button>
      </div>
      {words.length === 0 && <p className="quiet">No words were found in this recording.</p>}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a word’s click is a pointer’s shortcut; keys have the paragraph times and the links of cuts */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div
        className="transcript"
        lang={transcript.language}
        ref={text}
        onClick={click}
        onWheel={() => setFollowing(false)}
      >
        {parts.map((part) => (
          <Paragraph
            key={part.start}
            part={part}
            words={words}
            selectedCut={part.segments.some(({ cut }) => cut?.id === cutId) ? cutId : null}
          />
        ))}
      </div>
      <CutSelection episodeId={episodeId} text={text} words={words} />
    </section>
  );
}
