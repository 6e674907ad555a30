import type { EpisodeView } from '#contracts';
import { Icon } from '../../parts/icon.js';

export type Person = EpisodeView['people'][number];

/** Who is heard in the episode. */
export function PeopleFields({
  people,
  onPeople,
}: {
  people: Person[];
  onPeople: (people: Person[]) => void;
}) {
  const change = (at: number, part: Partial<Person>) =>
    onPeople(people.map((person, i) => (i === at ? { ...person, ...part } : person)));
  return (
    <fieldset className="stack-tight">
      <legend>People</legend>
      {people.map((person, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; names change while they are typed
        <div key={i} className="row person">
          <input
            className="grow"
            aria-label={`Name of person ${i + 1}`}
            maxLength={128}
            value={person.name}
            onChange={(event) => change(i, { name: event.target.value })}
          />
          <select
            aria-label={`Part of person ${i + 1}`}
            value={person.role}
            onChange={(event) => change(i, { role: event.target.value as Person['role'] })}
          >
            <option value="host">Host</option>
            <option value="guest">Guest</option>
            <option value="cast">Cast</option>
          </select>
          <button
            type="button"
            className="button plain small icon-only"
            aria-label={`Remove ${person.name || `person ${i + 1}`}`}
            onClick={() => onPeople(people.filter((_, at) => at !== i))}
          >
            <Icon name="trash" />
          </button>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="button small"
          onClick={() => onPeople([...people, { name: '', role: 'guest' }])}
        >
          <Icon name="plus" /> Add a person
        </button>
      </div>
    </fieldset>
  );
}
