import { useState } from 'react';
import type { CutView } from '#contracts';
import type { CutDecision } from '../../api/mutations.js';
import { count } from '../../format.js';
import { announce } from '../../parts/announcer.js';
import { Icon } from '../../parts/icon.js';

/** What stood before: the host's own word, or none. */
const before = (cut: CutView): CutDecision => ({
  cut,
  verdict: cut.decidedBy !== 'host' ? 'restored' : cut.state === 'rejected' ? 'rejected' : 'accepted',
});

interface Done {
  words: string;
  undo: CutDecision[];
}

/** One verdict on all cuts that the filter shows, and the way back. */
export function CutBulk(props: {
  cuts: readonly CutView[];
  onDecide: (decisions: readonly CutDecision[]) => void;
}) {
  const [done, setDone] = useState<Done | null>(null);
  const decide = (verdict: 'accepted' | 'rejected', open: readonly CutView[]) => {
    const words = `${count(open.length, 'cut')} ${verdict}`;
    setDone({ words, undo: open.map(before) });
    announce(`${words}. This can be undone.`);
    props.onDecide(open.map((cut) => ({ cut, verdict })));
  };
  const undo = (decisions: readonly CutDecision[]) => {
    setDone(null);
    announce(`Undone: ${count(decisions.length, 'cut')}.`);
    props.onDecide(decisions);
  };
  const toAccept = props.cuts.filter(({ state }) => state !== 'accepted');
  const toReject = props.cuts.filter(({ state }) => state !== 'rejected');
  return (
    <fieldset className="row cut-bulk">
      <legend className="visually-hidden">All cuts shown</legend>
      <button
        type="button"
        className="button small"
        disabled={toAccept.length === 0}
        onClick={() => decide('accepted', toAccept)}
      >
        <Icon name="check" /> Accept all {toAccept.length}
      </button>
      <button
        type="button"
        className="button small"
        disabled={toReject.length === 0}
        onClick={() => decide('rejected', toReject)}
      >
        <Icon name="cross" /> Reject all {toReject.length}
      </button>
      {done && (
        <button type="button" className="button small plain" onClick={() => undo(done.undo)}>
          <Icon name="undo" /> Undo: {done.words}
        </button>
      )}
    </fieldset>
  );
}
