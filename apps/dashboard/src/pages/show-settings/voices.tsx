import { useQuery } from '@tanstack/react-query';
import type { ShowView } from '#contracts';
import { useShowPatch } from '../../api/mutations.js';
import { speakers as queries, useVoiceForget } from '../../api/speakers.js';
import { count, date } from '../../format.js';
import { ConfirmButton } from '../../parts/confirm-button.js';
import { Icon } from '../../parts/icon.js';
import { Loaded } from '../../parts/loaded.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { readSetting, withSettings } from './profile.js';

const consequence =
  'Later episodes no longer know who speaks by the sound of the voice. Names that stand in episodes stay.';

/** Whose voices the show knows. A voice is personal data: keeping it is a choice, and so is forgetting it. */
export function Voices({ show }: { show: ShowView }) {
  const query = useQuery(queries.known(show.id));
  const forget = useVoiceForget(show.id);
  const patch = useShowPatch(show.id);
  const remembers = readSetting(show.profile, 'transcribe', 'rememberVoices') !== false;
  const remember = (on: boolean) =>
    patch.mutate({
      profile: withSettings(show.profile, 'transcribe', { rememberVoices: on ? undefined : false }),
    });
  return (
    <section className="card stack" aria-labelledby="voices-title">
      <div>
        <h2 id="voices-title">Voices</h2>
        <p className="quiet small">
          How people sound, as 192 numbers each, kept only on this server. They tell who speaks in the next
          episode, and nothing else.
        </p>
      </div>
      <label className="row">
        <input
          type="checkbox"
          checked={remembers}
          disabled={patch.isPending}
          onChange={(event) => remember(event.target.checked)}
        />{' '}
        Know the voices of people you have named
      </label>
      <Loaded query={query}>
        {({ voices }) =>
          voices.length === 0 ? (
            <p className="quiet">None yet: name who speaks in an episode, and the next one knows them.</p>
          ) : (
            <>
              <ul className="lines">
                {voices.map(({ personId, name, episodes, since }) => (
                  <li key={personId} className="row spread">
                    <span>
                      <strong>{name}</strong>{' '}
                      <span className="quiet small">
                        named in {count(episodes, 'episode')}, since {date(since)}
                      </span>
                    </span>
                    <button
                      type="button"
                      className="button plain small icon-only"
                      aria-label={`Forget the voice of ${name}`}
                      onClick={() => forget.mutate(personId)}
                    >
                      <Icon name="trash" />
                    </button>
                  </li>
                ))}
              </ul>
              <div>
                <ConfirmButton
                  question="Forget all voices?"
                  consequence={consequence}
                  yes="Forget them"
                  onYes={() => forget.mutate(undefined)}
                >
                  Forget all voices
                </ConfirmButton>
              </div>
            </>
          )
        }
      </Loaded>
      <ProblemNote error={forget.error ?? patch.error} />
    </section>
  );
}
