import type { Notes } from '#contracts';
import { count, length } from '../../format.js';
import { Dropped } from '../../parts/dropped.js';

const how: Record<Notes['by'], string> = {
  extractive:
    'No language model is configured, so these notes are an automatic extract: sentences of the episode itself, chosen by how much they say. Set LLM_BASE_URL and LLM_MODEL to have them written.',
  llm: 'A language model read the transcript through the tools below. Each quote and each time it gave was checked against the transcript; what did not check was dropped.',
  human: 'Written by a person.',
};

/** Every step that led to the notes, and what was not believed. */
export function HowMade({ notes }: { notes: Notes }) {
  const { by, steps, dropped, withheld = [] } = notes;
  return (
    <details className="card">
      <summary>How these notes were made</summary>
      <div className="stack">
        <p>{how[by]}</p>
        {steps.length > 0 && (
          <ol className="lines small">
            {steps.map((step, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps have an order and never change
              <li key={i}>
                <code>
                  {step.tool}({JSON.stringify(step.args)})
                </code>{' '}
                {step.result} <span className="quiet">{length(step.ms)}</span>
              </li>
            ))}
          </ol>
        )}
        <Withheld sentences={withheld} />
        <Dropped items={dropped} />
      </div>
    </details>
  );
}

/** What the language model was not given to read, so that the host can see what was taken for words to it. */
function Withheld({ sentences }: { sentences: NonNullable<Notes['withheld']> }) {
  if (sentences.length === 0) return null;
  return (
    <div className="stack-tight">
      <h3>{count(sentences.length, 'sentence')} withheld</h3>
      <p>
        They sound like orders to a machine, or stand beside one. Notes neither quote them nor rest on them;
        the transcript keeps them.
      </p>
      <ul className="lines small">
        {sentences.map(({ text, startMs }) => (
          <li key={startMs}>
            <span className="quiet">{length(startMs)}</span> “{text}”
          </li>
        ))}
      </ul>
    </div>
  );
}
