import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { HeardSoundView } from '#contracts';
import { learning, useForgetHeard, useNameHeard } from '../../api/learning.js';
import { clock, count, length } from '../../format.js';
import { ConfirmButton } from '../../parts/confirm-button.js';
import { Icon } from '../../parts/icon.js';
import { PlaySpan } from '../../parts/play-span.js';
import { ProblemNote } from '../../parts/problem-note.js';

/** What became of it, and so what it does in the next episode. */
const effects: Record<HeardSoundView['standing'], string> = {
  accepted: 'You took it out: it is taken out of new episodes too.',
  sure: 'Taken out: where it is heard again, that counts as evidence.',
  unsure: 'Only proposed so far: heard again where something else is noticed, it counts as evidence.',
  own: 'You put it back: it stays in new episodes.',
};

/** Shown at once; the others are counted. */
const mostPlaces = 4;

type Place = HeardSoundView['places'][number];

function PlaceWords({ place }: { place: Place }) {
  const { episodeId, episodeTitle, startMs } = place;
  const words = `“${episodeTitle}” at ${clock(startMs)}`;
  if (!episodeId) return words;
  return (
    <Link to="/episodes/$episodeId" params={{ episodeId }}>
      {words}
    </Link>
  );
}

function HeardSoundRow({ showId, sound, name }: { showId: string; sound: HeardSoundView; name: string }) {
  const verdict = useNameHeard(showId);
  const forget = useForgetHeard(showId);
  const { id, standing, durationMs, places, episodes } = sound;
  const playable = places.find(({ episodeId }) => episodeId);
  const shown = places.slice(0, mostPlaces);
  return (
    <li className="stack-tight">
      <div className="row spread">
        <span className="row">
          {playable?.episodeId && (
            <PlaySpan episodeId={playable.episodeId} span={playable} label={`Play ${name}`} />
          )}
          <strong>{name}</strong>
          <span className="quiet small">
            {length(durationMs)}, heard {count(places.length, 'time')} in {count(episodes, 'episode')}
          </span>
        </span>
        <span className="row">
          <button
            type="button"
            className="button small"
            disabled={verdict.isPending}
            onClick={() => verdict.mutate({ id, verdict: 'notification' })}
          >
            A notification<span className="visually-hidden">: {name}</span>
          </button>
          <button
            type="button"
            className="button small"
            disabled={verdict.isPending}
            onClick={() => verdict.mutate({ id, verdict: 'keep' })}
          >
            Always keep<span className="visually-hidden">: {name}</span>
          </button>
          <button
            type="button"
            className="button plain small icon-only"
            disabled={forget.isPending}
            onClick={() => forget.mutate(id)}
          >
            <Icon name="trash" />
            <span className="visually-hidden">Forget {name}</span>
          </button>
        </span>
      </div>
      <p className="quiet small">
        {effects[standing]}{' '}
        {shown.map((place, n) => (
          <Fragment key={`${place.episodeId} ${place.startMs}`}>
            {n > 0 && ', '}
            <PlaceWords place={place} />
          </Fragment>
        ))}
        {places.length > shown.length && ` and ${count(places.length - shown.length, 'more place')}`}.
      </p>
      <ProblemNote error={verdict.error ?? forget.error} />
    </li>
  );
}

/** Short sounds that earlier episodes have and nobody marked: the next episode is listened to with them. */
export function HeardSounds({ showId }: { showId: string }) {
  const { data, error } = useQuery(learning.heard(showId));
  const forget = useForgetHeard(showId);
  return (
    <section className="stack-tight" aria-labelledby="heard-title">
      <h3 id="heard-title">Heard by Showrunner in earlier episodes</h3>
      <p className="quiet small">
        Short sounds that nobody marked. One that is heard again at another place of the show is surer to be a
        notification; what comes at the same place in each episode is the show’s own and stays.
      </p>
      <ProblemNote error={error ?? forget.error} />
      {data?.sounds.length === 0 && (
        <p className="quiet small">None yet. Each episode that is made leaves the ones it has.</p>
      )}
      {data && data.sounds.length > 0 && (
        <>
          <ul className="lines">
            {data.sounds.map((sound, n) => (
              <HeardSoundRow key={sound.id} showId={showId} sound={sound} name={`Sound ${n + 1}`} />
            ))}
          </ul>
          <div>
            <ConfirmButton
              className="button small"
              question="Forget all of these?"
              consequence="New episodes are listened to without them. Sounds that you marked stay, and so do finished episodes."
              yes="Forget all"
              onYes={() => forget.mutate(null)}
            >
              Forget all of these
            </ConfirmButton>
          </div>
        </>
      )}
    </section>
  );
}
