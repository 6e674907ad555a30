import type { Provenance } from '#contracts';

/** Who made a text, in words for the host. */
export const byWords: Record<Provenance, string> = {
  human: 'Written by you',
  llm: 'Written by a language model',
  extractive: 'Automatic extract',
};

export function ProvenancePill({ by }: { by: Provenance }) {
  return <span className={`pill ${by === 'human' ? 'good' : ''}`}>{byWords[by]}</span>;
}
