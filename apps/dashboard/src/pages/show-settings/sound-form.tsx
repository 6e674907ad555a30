import { type FormEvent, useState } from 'react';
import type { ShowView } from '#contracts';
import { useShowPatch } from '../../api/mutations.js';
import { ChoiceList } from '../../parts/choice-list.js';
import { readSetting, withSettings } from './profile.js';
import { SaveRow } from './save-row.js';

const reviews = [
  { value: 'wait', words: 'Wait for me', hint: 'Nothing is published before you say so.' },
  { value: 'confident', words: 'Publish when sure', hint: 'Waits for you only when something is uncertain.' },
  { value: 'publish', words: 'Publish at once', hint: 'Every episode goes out as soon as it is made.' },
] as const;

const profiles = [
  { value: 'gentle', words: 'Gentle', hint: 'Cuts only what is beyond doubt.' },
  { value: 'standard', words: 'Standard', hint: 'Cuts what an editor would.' },
  { value: 'tight', words: 'Tight', hint: 'Cuts all that can go, and shortens pauses more.' },
] as const;

/** LUFS, with who asks for it. */
const loudnesses = [
  [-14, '−14 LUFS: loud, as Spotify plays'],
  [-16, '−16 LUFS: what Apple and most directories ask for'],
  [-19, '−19 LUFS: quieter, usual for mono'],
  [-23, '−23 LUFS: European broadcast (EBU R128)'],
] as const;

const splitLines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function readForm(form: FormData, show: ShowView) {
  const neverCut = splitLines(String(form.get('neverCut') ?? ''));
  const cleaned = withSettings(show.profile, 'clean', {
    profile: form.get('profile'),
    neverCut: neverCut.length > 0 ? neverCut : undefined,
  });
  const rendered = withSettings(cleaned, 'render', {
    targetLufs: Number(form.get('targetLufs')),
    monoLufs: form.get('quietMono') === null ? undefined : -19,
  });
  return { review: form.get('review') as ShowView['review'], profile: rendered };
}

const asLines = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : '');

/** When episodes go out, how much is cut, and how loud they are. */
export function SoundForm({ show }: { show: ShowView }) {
  const { mutate, error, isPending, isSuccess, reset } = useShowPatch(show.id);
  const [lufs, setLufs] = useState(Number(readSetting(show.profile, 'render', 'targetLufs') ?? -16));
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate(readForm(new FormData(event.currentTarget), show));
  };
  return (
    <form
      className="card stack"
      aria-labelledby="sound-title"
      onSubmit={save}
      onChange={() => isSuccess && reset()}
    >
      <h2 id="sound-title">How episodes are made</h2>
      <ChoiceList name="review" legend="Before an episode goes out" choices={reviews} value={show.review} />
      <ChoiceList
        name="profile"
        legend="Cleaning"
        choices={profiles}
        value={String(readSetting(show.profile, 'clean', 'profile') ?? 'standard')}
      />
      <div className="field">
        <label htmlFor="neverCut">Never cut</label>
        <textarea
          id="neverCut"
          name="neverCut"
          rows={2}
          defaultValue={asLines(readSetting(show.profile, 'clean', 'neverCut'))}
          aria-describedby="never-hint"
        />
        <p className="hint" id="never-hint">
          Words, phrases or kinds of cut that always stay, one a line: <code>you know</code>,{' '}
          <code>pause</code>.
        </p>
      </div>
      <div className="field">
        <label htmlFor="targetLufs">Loudness</label>
        <select
          id="targetLufs"
          name="targetLufs"
          value={lufs}
          onChange={(event) => setLufs(Number(event.target.value))}
        >
          {!loudnesses.some(([value]) => value === lufs) && <option value={lufs}>{lufs} LUFS</option>}
          {loudnesses.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <label className="row">
        <input
          type="checkbox"
          name="quietMono"
          defaultChecked={typeof readSetting(show.profile, 'render', 'monoLufs') === 'number'}
        />{' '}
        Mono recordings at −19 LUFS
      </label>
      <SaveRow error={error} isPending={isPending} isSaved={isSuccess}>
        Save
      </SaveRow>
      <p className="quiet small">Holds for what is made from now on.</p>
    </form>
  );
}
