import type { ShowView } from '#contracts';

/** The show's picture, or its first letter until it has one. */
export function Artwork({ show }: { show: Pick<ShowView, 'title' | 'artworkPath'> }) {
  if (show.artworkPath) return <img className="artwork" src={show.artworkPath} alt="" />;
  return (
    <span className="artwork" aria-hidden="true">
      {show.title.slice(0, 1)}
    </span>
  );
}
