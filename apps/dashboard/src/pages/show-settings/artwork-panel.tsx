import type { ShowView } from '#contracts';
import { useArtwork } from '../../api/mutations.js';
import { Artwork } from '../../parts/artwork.js';
import { Icon } from '../../parts/icon.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { FileButton } from '../../upload/file-button.js';

/** The show's picture, as podcast apps will show it. */
export function ArtworkPanel({ show }: { show: ShowView }) {
  const { mutate, error, isPending } = useArtwork(show.id);
  return (
    <section className="card stack" aria-labelledby="artwork-title">
      <h2 id="artwork-title">Artwork</h2>
      <div className="row artwork-row">
        <Artwork show={show} />
        <div className="stack-tight">
          <p className="small quiet">
            A square picture, JPEG, PNG or WebP, at least 1400 pixels wide; 3000 is best.
          </p>
          <FileButton
            className="button"
            accept="image/jpeg,image/png,image/webp"
            onFiles={([file]) => file && mutate(file)}
          >
            <Icon name="upload" />{' '}
            {isPending ? 'Sending…' : show.artworkPath ? 'Replace the artwork' : 'Choose artwork'}
          </FileButton>
        </div>
      </div>
      <ProblemNote error={error} />
    </section>
  );
}
