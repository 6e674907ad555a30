import { type KeyboardEvent, useCallback, useState } from 'react';
import type { CutView } from '#contracts';
import { useCutVerdicts } from '../../api/mutations.js';
import { count, length } from '../../format.js';
import { announce } from '../../parts/announcer.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { usePlayer } from '../../player/player-context.js';
import { useMarkSound } from '../episode/mark-sound.js';
import { useSelectedCut } from '../episode/selected-cut.js';
import { CutBulk } from './cut-bulk.js';
import { type CutFilter, passes } from './cut-filter.js';
import { CutFilters } from './cut-filters.js';
import { type CutAct, CutRow } from './cut-row.js';

/** How much is heard before and after a cut: enough to tell whether the join sounds right. */
const aroundMs = 3_000;

const keys: Record<string, CutAct> = {
  a: 'accepted',
  r: 'rejected',
  u: 'restored',
  ' ': 'listen',
  c: 'preview',
};
const said: Partial<Record<CutAct, string>> = {
  accepted: 'Accepted',
  rejected: 'Rejected',
  restored: 'Undone',
};

function useAct(episodeId: string) {
  const player = usePlayer();
  const { mutate, error } = useCutVerdicts(episodeId);
  const mark = useMarkSound();
  const act = useCallback(
    (cut: CutView, what: CutAct) => {
      if (what === 'restored' && cut.decidedBy !== 'host') return;
      if (what === 'teach') {
        const { startMs, endMs, state, decidedBy } = cut;
        const isKept = state === 'rejected' && decidedBy === 'host';
        mark({ startMs, endMs, verdict: isKept ? 'keep' : 'notification' });
        return;
      }
      if (what === 'listen' || what === 'preview') {
        const span = { startMs: Math.max(0, cut.startMs - aroundMs), endMs: cut.endMs + aroundMs };
        player.playRange(span, what === 'preview' ? cut : null);
        return;
      }
      mutate([{ cut, verdict: what }]);
      announce(`${said[what]}: ${cut.text || cut.sub}.`);
    },
    [player, mutate, mark],
  );
  return { act, decide: mutate, error };
}

const focusRow = (list: Element, cutId: string) =>
  list.querySelector<HTMLElement>(`[data-cut-main="${cutId}"]`)?.focus();

/** All cuts in order of time, to decide by pointer or by keys. */
export function CutList(props: {
  episodeId: string;
  cuts: readonly CutView[];
  removedMs: number;
  /** These are the last ones, with what the host has just decided written over them. */
  isMadeAgain: boolean;
}) {
  const player = usePlayer();
  const { cutId, select } = useSelectedCut();
  const [filter, setFilter] = useState<CutFilter>({ kind: 'all', fate: 'all' });
  const { act, decide, error } = useAct(props.episodeId);
  const shown = props.cuts.filter((cut) => passes(cut, filter) || cut.id === cutId);

  const choose = useCallback(
    (cut: CutView) => {
      select(cut.id);
      player.seek(cut.startMs);
    },
    [select, player],
  );

  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = (event.target as HTMLElement).dataset.cutMain;
    if (event.key === ' ' && !focused) return;
    const at = shown.findIndex(({ id }) => id === (focused ?? cutId));
    const next = shown[event.key === 'j' ? at + 1 : event.key === 'k' ? Math.max(0, at - 1) : -1];
    const current = shown[at];
    const what = keys[event.key];
    if (next) {
      choose(next);
      focusRow(event.currentTarget, next.id);
    } else if (what && current) act(current, what);
    else return;
    event.preventDefault();
  };

  return (
    <section className="stack cut-panel" aria-labelledby="cuts-title">
      <div className="stack-tight">
        <div className="row spread">
          <h2 id="cuts-title">{count(props.cuts.length, 'cut')}</h2>
          <span className="quiet small" role="status">
            {props.isMadeAgain && 'A newer list is being made'}
          </span>
        </div>
        <p className="quiet small">{length(props.removedMs)} shorter than the recording.</p>
        <CutFilters cuts={props.cuts} filter={filter} onFilter={setFilter} />
        <CutBulk cuts={props.cuts.filter((cut) => passes(cut, filter))} onDecide={decide} />
        <p className="quiet small key-hint">
          With a cut in focus: <kbd>j</kbd> <kbd>k</kbd> next and previous, <kbd>space</kbd> listen,{' '}
          <kbd>c</kbd> hear it cut, <kbd>a</kbd> accept, <kbd>r</kbd> reject, <kbd>u</kbd> undo.
        </p>
      </div>
      <ProblemNote error={error} />
      {shown.length === 0 && <p className="quiet">No cut fits this choice.</p>}
      <ol className="cut-list" onKeyDown={press}>
        {shown.map((cut) => (
          <CutRow key={cut.id} cut={cut} isSelected={cut.id === cutId} onSelect={choose} onAct={act} />
        ))}
      </ol>
    </section>
  );
}
