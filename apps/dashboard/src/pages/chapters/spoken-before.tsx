import { Link } from '@tanstack/react-router';
import type { EpisodeMemory } from '#contracts';
import { clock } from '../../format.js';

type Moment = EpisodeMemory['before'][number]['moments'][number];
type Place = Omit<Moment, 'about' | 'text'>;

function PlaceLink({ place, title }: { place: Place; title?: string }) {
  return (
    <Link
      to="/episodes/$episodeId"
      params={{ episodeId: place.episodeId }}
      search={{ t: place.startMs }}
      title={title}
    >
      {place.episodeTitle} at <span className="figures">{clock(place.startMs)}</span>
    </Link>
  );
}

/** Where earlier episodes spoke of what a chapter is about. */
export function SpokenBefore({ moments }: { moments: Moment[] }) {
  if (moments.length === 0) return null;
  return (
    <span className="chapter-summary">
      You spoke of this before:{' '}
      {moments.map((moment, i) => (
        <span key={moment.episodeId}>
          {i > 0 && ' · '}“{moment.about}” in <PlaceLink place={moment} title={moment.text} />
        </span>
      ))}
    </span>
  );
}

/** What of the episode other episodes of the show have word for word, and which ones are nearly the same. */
export function SaidBefore({ memory: { duplicates, repeated } }: { memory: EpisodeMemory }) {
  if (duplicates.length === 0 && repeated.length === 0) return null;
  return (
    <section className="card stack-tight" aria-labelledby="said-before-title">
      <h3 id="said-before-title">Said before</h3>
      {duplicates.map((one) => (
        <p key={one.episodeId}>
          {Math.round(100 * one.likeness)} % of this episode’s words are those of{' '}
          <Link to="/episodes/$episodeId" params={{ episodeId: one.episodeId }}>
            {one.episodeTitle}
          </Link>
          .
        </p>
      ))}
      {repeated.length > 0 && (
        <ul className="lines">
          {repeated.map(({ startMs, endMs, seenIn }) => (
            <li key={startMs}>
              <span className="figures">
                {clock(startMs)}–{clock(endMs)}
              </span>{' '}
              word for word in{' '}
              {seenIn.map((place, i) => (
                <span key={place.episodeId}>
                  {i > 0 && ', '}
                  <PlaceLink place={place} />
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
