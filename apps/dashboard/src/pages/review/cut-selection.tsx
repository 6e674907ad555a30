import { type RefObject, useEffect, useState } from 'react';
import type { Word } from '#contracts';
import { useNewCut } from '../../api/mutations.js';
import { clock } from '../../format.js';
import { announce } from '../../parts/announcer.js';
import { Icon } from '../../parts/icon.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useMarkSound } from '../episode/mark-sound.js';

interface Range {
  first: number;
  last: number;
}

const wordIndex = (node: Node | null): number => {
  const element = node instanceof Element ? node : node?.parentElement;
  return Number(element?.closest<HTMLElement>('[data-w]')?.dataset.w ?? -1);
};

/** The words that the person has marked with the pointer or the keyboard; null when none. */
function useMarkedWords(text: RefObject<HTMLElement | null>): Range | null {
  const [range, setRange] = useState<Range | null>(null);
  useEffect(() => {
    const look = () => {
      const selection = getSelection();
      if (!selection || selection.isCollapsed || !text.current?.contains(selection.anchorNode))
        return setRange(null);
      const ends = [wordIndex(selection.anchorNode), wordIndex(selection.focusNode)].toSorted(
        (a, b) => a - b,
      );
      const [first = -1, last = -1] = ends;
      setRange(first >= 0 ? { first, last } : null);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [text]);
  return range;
}

/** Marked words can be cut by hand, and a sound among them taught. */
export function CutSelection(props: {
  episodeId: string;
  text: RefObject<HTMLElement | null>;
  words: readonly Word[];
}) {
  const range = useMarkedWords(props.text);
  const { mutate, error, isPending } = useNewCut(props.episodeId);
  const mark = useMarkSound();
  const first = range && props.words[range.first];
  const last = range && props.words[range.last];
  if (!first || !last) return <ProblemNote error={error} />;
  const said = props.words.slice(range.first, range.last + 1).map(({ text }) => text);
  const span = { startMs: first.startMs, endMs: last.endMs };
  const cut = () =>
    mutate(
      { ...span, reason: 'Cut by the host' },
      {
        onSuccess: () => {
          getSelection()?.removeAllRanges();
          announce('Cut. The list of cuts is being made again.');
        },
      },
    );
  return (
    <div className="selection-bar">
      <button type="button" className="button primary" disabled={isPending} onClick={cut}>
        <Icon name="scissors" /> Cut “
        {said.length > 6 ? `${said.slice(0, 3).join(' ')} … ${said.at(-1)}` : said.join(' ')}”
        <span className="figures">{clock(first.startMs)}</span>
      </button>
      <button type="button" className="button" onClick={() => mark({ ...span, verdict: 'notification' })}>
        <Icon name="bell" /> Notification sound
      </button>
      <button type="button" className="button" onClick={() => mark({ ...span, verdict: 'keep' })}>
        <Icon name="ear" /> Always keep
      </button>
    </div>
  );
}
