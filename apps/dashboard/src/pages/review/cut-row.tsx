import { memo, useEffect, useRef } from 'react';
import type { CutView } from '#contracts';
import { length, percent, preciseClock } from '../../format.js';
import { evidence, fate, kindWords } from '../../parts/cut-words.js';
import { Icon } from '../../parts/icon.js';
import { isInEffect } from '../../player/timeline.js';

export type CutAct = 'listen' | 'preview' | 'teach' | 'accepted' | 'rejected' | 'restored';

interface Props {
  cut: CutView;
  isSelected: boolean;
  onSelect: (cut: CutView) => void;
  onAct: (cut: CutView, act: CutAct) => void;
}

function Decision({ cut, onAct }: Pick<Props, 'cut' | 'onAct'>) {
  const about = <span className="visually-hidden"> {cut.text || cut.sub}</span>;
  return (
    <div className="row spread">
      <div className="row cut-buttons">
        <button type="button" className="button small" onClick={() => onAct(cut, 'listen')}>
          <Icon name="play" /> Listen{about}
        </button>
        <button type="button" className="button small" onClick={() => onAct(cut, 'preview')}>
          <Icon name="scissors" /> Hear it cut{about}
        </button>
        {cut.sub === 'sound' && (
          <button type="button" className="button small" onClick={() => onAct(cut, 'teach')}>
            <Icon name="bell" /> Teach{about}
          </button>
        )}
      </div>
      <div className="row cut-buttons">
        {cut.decidedBy === 'host' && (
          <button type="button" className="button small plain" onClick={() => onAct(cut, 'restored')}>
            <Icon name="undo" /> Undo{about}
          </button>
        )}
        {cut.state !== 'accepted' && (
          <button type="button" className="button small" onClick={() => onAct(cut, 'accepted')}>
            <Icon name="check" /> Accept{about}
          </button>
        )}
        {cut.state !== 'rejected' && (
          <button type="button" className="button small" onClick={() => onAct(cut, 'rejected')}>
            <Icon name="cross" /> Reject{about}
          </button>
        )}
      </div>
    </div>
  );
}

/** One cut: what, where, why, how sure, and what happens to it. */
export const CutRow = memo(({ cut, isSelected, onSelect, onAct }: Props) => {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const { name, icon } = kindWords[cut.kind];
  const Tag = isInEffect(cut) ? 'del' : 'mark';
  return (
    <li
      ref={row}
      id={`cut-${cut.id}`}
      className={`cut-row ${cut.kind} ${cut.state}`}
      aria-current={isSelected || undefined}
    >
      <button type="button" className="cut-main" data-cut-main={cut.id} onClick={() => onSelect(cut)}>
        <span className="row spread">
          <span className={`cut-kind ${cut.kind}`}>
            <Icon name={icon} /> {name} · {cut.sub}
          </span>
          <span className="figures small quiet">
            {preciseClock(cut.startMs)} · {length(cut.endMs - cut.startMs)}
          </span>
        </span>
        <span className="cut-context">
          {cut.before && <>…{cut.before} </>}
          <Tag>{cut.text || `(${cut.sub})`}</Tag>
          {cut.after && <> {cut.after}…</>}
        </span>
      </button>
      <p className="small cut-why">
        <strong>{fate(cut)}.</strong> {cut.reason}{' '}
        <span className="quiet">
          {percent(cut.confidence)} sure, {evidence(cut)}.
        </span>
      </p>
      <Decision cut={cut} onAct={onAct} />
    </li>
  );
});
