import { useId } from 'react';

interface Props {
  name: string;
  legend: string;
  choices: readonly { value: string; words: string; hint: string }[];
  value: string;
}

/** One of a few ways, each with what it means. */
export function ChoiceList({ name, legend, choices, value }: Props) {
  const id = useId();
  return (
    <fieldset className="stack-tight">
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type="radio"
            name={name}
            value={choice.value}
            defaultChecked={choice.value === value}
            aria-describedby={`${id}-${choice.value}`}
          />
          {choice.words}
          <span className="hint" id={`${id}-${choice.value}`}>
            {choice.hint}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
