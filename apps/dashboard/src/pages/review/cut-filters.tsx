import type { CutView } from '#contracts';
import { kindWords } from '../../parts/cut-words.js';
import { Icon } from '../../parts/icon.js';
import { type CutFilter, passes } from './cut-filter.js';

const kinds = Object.keys(kindWords) as CutView['kind'][];
const fates: Record<CutFilter['fate'], string> = {
  all: 'Decided or not',
  undecided: 'To decide',
  taken: 'Taken out',
  kept: 'Kept',
};

interface Props {
  cuts: readonly CutView[];
  filter: CutFilter;
  onFilter: (filter: CutFilter) => void;
}

/** Which cuts the list shows, with how many there are of each. */
export function CutFilters({ cuts, filter, onFilter }: Props) {
  const many = (part: Partial<CutFilter>) => cuts.filter((cut) => passes(cut, { ...filter, ...part })).length;
  return (
    <div className="row cut-filters">
      <fieldset className="row chips">
        <legend className="visually-hidden">Kind of cut</legend>
        <button
          type="button"
          className="chip"
          aria-pressed={filter.kind === 'all'}
          onClick={() => onFilter({ ...filter, kind: 'all' })}
        >
          All {many({ kind: 'all' })}
        </button>
        {kinds
          .filter((kind) => cuts.some((cut) => cut.kind === kind))
          .map((kind) => (
            <button
              key={kind}
              type="button"
              className={`chip ${kind}`}
              aria-pressed={filter.kind === kind}
              onClick={() => onFilter({ ...filter, kind })}
            >
              <Icon name={kindWords[kind].icon} /> {kindWords[kind].name} {many({ kind })}
            </button>
          ))}
      </fieldset>
      <label>
        <span className="visually-hidden">State of cuts</span>
        <select
          value={filter.fate}
          onChange={(event) => onFilter({ ...filter, fate: event.target.value as CutFilter['fate'] })}
        >
          {Object.entries(fates).map(([fate, words]) => (
            <option key={fate} value={fate}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
