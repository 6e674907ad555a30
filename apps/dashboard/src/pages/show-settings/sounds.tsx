import { useQuery } from '@tanstack/react-query';
import type { SoundView } from '#contracts';
import { learning, useSoundForget, useSoundPatch } from '../../api/learning.js';
import { count, length } from '../../format.js';
import { ConfirmButton } from '../../parts/confirm-button.js';
import { Icon } from '../../parts/icon.js';
import { Loaded } from '../../parts/loaded.js';
import { PlaySpan } from '../../parts/play-span.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { HeardSounds } from './heard-sounds.js';
import { SoundScan } from './sound-scan.js';

const origins: Record<SoundView['origin'], string> = {
  taught: 'marked',
  learned: 'learned',
  starter: 'comes with Showrunner',
};

const whereFrom = ({ origin, from }: SoundView): string =>
  from ? `${origins[origin]} in “${from.episodeTitle}”` : origins[origin];

const whereFound = ({ verdict, found }: SoundView): string => {
  if (verdict === 'keep') return 'never taken out';
  if (found.episodes === 0) return 'not found in an episode yet';
  return `found ${count(found.times, 'time')} in ${count(found.episodes, 'episode')}`;
};

function SoundRow({ showId, sound }: { showId: string; sound: SoundView }) {
  const patch = useSoundPatch(showId);
  const forget = useSoundForget(showId);
  const { id, name, verdict, from, durationMs } = sound;
  return (
    <li className="stack-tight">
      <div className="row spread">
        <span className="row">
          {from && <PlaySpan episodeId={from.episodeId} span={from} label={`Play ${name}`} />}
          <strong>{name}</strong>
        </span>
        <span className="row">
          <label>
            <span className="visually-hidden">What {name} is</span>
            <select
              value={verdict}
              onChange={(event) =>
                patch.mutate({ id, patch: { verdict: event.target.value as SoundView['verdict'] } })
              }
            >
              <option value="notification">A notification</option>
              <option value="keep">Always kept</option>
            </select>
          </label>
          <ConfirmButton
            className="button plain small icon-only"
            question={`Forget “${name}”?`}
            consequence="It is not listened for any more. Finished episodes stay as they are."
            yes="Forget it"
            onYes={() => forget.mutate(id)}
          >
            <Icon name="trash" />
            <span className="visually-hidden">Forget {name}</span>
          </ConfirmButton>
        </span>
      </div>
      <p className="quiet small">
        {length(durationMs)}, {whereFrom(sound)}, {whereFound(sound)}
      </p>
      <ProblemNote error={patch.error ?? forget.error} />
    </li>
  );
}

/** The sounds that this show knows: what phones and computers of its people say, and what is its own. */
export function Sounds({ showId }: { showId: string }) {
  const query = useQuery(learning.sounds(showId));
  return (
    <section className="card stack" aria-labelledby="sounds-title">
      <div>
        <h2 id="sounds-title">Sounds</h2>
        <p className="quiet small">
          Marked once, a notification is found in every new episode, and a jingle is never taken for one.
        </p>
      </div>
      <Loaded query={query}>
        {({ sounds }) =>
          sounds.length === 0 ? (
            <p className="quiet">
              None yet. When you hear a chime in an episode, choose <strong>Mark a sound</strong> below its
              wave, or drag over it in the wave, and say what it is.
            </p>
          ) : (
            <ul className="lines">
              {sounds.map((sound) => (
                <SoundRow key={sound.id} showId={showId} sound={sound} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <HeardSounds showId={showId} />
      <SoundScan showId={showId} />
    </section>
  );
}
