import { useQuery } from '@tanstack/react-query';
import type { EpisodeView } from '#contracts';
import { usePublish, useUnpublish } from '../../api/mutations.js';
import { queries } from '../../api/queries.js';
import { date } from '../../format.js';
import { announce } from '../../parts/announcer.js';
import { ConfirmButton } from '../../parts/confirm-button.js';
import { Icon } from '../../parts/icon.js';
import { Loaded } from '../../parts/loaded.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { NotMade } from '../episode/not-made.js';
import { isMade, useEpisode } from '../episode/use-episode.js';
import { DetailsForm } from './details-form.js';
import { FeedPanel } from './feed-panel.js';
import { Findings } from './findings.js';
import { History } from './history.js';

function PublishButtons({ episode, conforms }: { episode: EpisodeView; conforms: boolean }) {
  const publish = usePublish(episode.id);
  const unpublish = useUnpublish(episode.id);
  const isOut = episode.publication !== null;
  const isReady = isMade(episode, 'publish');
  return (
    <div className="stack-tight">
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={!isReady || !conforms || publish.isPending}
          onClick={() =>
            publish.mutate(undefined, { onSuccess: () => announce('Published. It is on the feed.') })
          }
        >
          <Icon name="broadcast" /> {isOut ? 'Publish again with changes' : 'Publish'}
        </button>
        {isOut && (
          <ConfirmButton
            className="button danger"
            question="Take this episode off the feed?"
            consequence="Podcast apps stop showing it; those who downloaded it keep it. You can publish it again under the same identity."
            yes="Unpublish"
            disabled={unpublish.isPending}
            onYes={() => unpublish.mutate(undefined, { onSuccess: () => announce('Unpublished.') })}
          >
            <Icon name="undo" /> Unpublish
          </ConfirmButton>
        )}
      </div>
      {!isReady && <p className="quiet small">The newest version is still being made.</p>}
      <ProblemNote error={publish.error ?? unpublish.error} />
    </div>
  );
}

function State({ episode }: { episode: EpisodeView }) {
  const { publication, status } = episode;
  if (publication)
    return (
      <p>
        On the feed since {date(publication.publishedAt)}
        {publication.title && (
          <>
            {' '}
            as <strong>{publication.title}</strong>
          </>
        )}
        .
      </p>
    );
  return (
    <p>{status === 'withdrawn' ? 'Taken off the feed.' : 'Nobody but you can hear this episode yet.'}</p>
  );
}

/** What listeners will get, whether the feed may carry it, and the button. */
export function PublishPage() {
  const episode = useEpisode();
  const isReady = isMade(episode, 'publish');
  const preflight = useQuery({ ...queries.preflight(episode.id), enabled: isReady });
  if (!isReady && !preflight.data && !episode.publication)
    return <NotMade episode={episode} what="publication" />;
  return (
    <div className="publish">
      <div className="stack">
        <section className="card stack" aria-labelledby="publish-title">
          <h2 id="publish-title">Publish</h2>
          <State episode={episode} />
          <Loaded query={preflight}>
            {(checked) => (
              <>
                <Findings result={checked} good="Ready: this episode meets every rule of the feed." />
                <PublishButtons episode={episode} conforms={checked.conforms} />
              </>
            )}
          </Loaded>
        </section>
        <FeedPanel episode={episode} />
        <History episodeId={episode.id} />
      </div>
      <DetailsForm key={episode.id} episode={episode} />
    </div>
  );
}
