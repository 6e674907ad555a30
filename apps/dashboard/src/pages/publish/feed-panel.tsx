import { useQuery } from '@tanstack/react-query';
import type { EpisodeView, Preflight } from '#contracts';
import { queries } from '../../api/queries.js';
import { count } from '../../format.js';
import { CopyButton } from '../../parts/copy-button.js';
import { Loaded } from '../../parts/loaded.js';
import { useCurrentShow } from '../../shell/current-show.js';
import { Findings } from './findings.js';

function ListenLinks({ episode: { publication, slug } }: { episode: EpisodeView }) {
  const show = useCurrentShow();
  if (!publication || !show) return null;
  const { audioUrl, transcriptUrls, chaptersUrl } = publication;
  const links = [
    [`/listen/${show.slug}/${slug}`, 'Listening page'],
    [audioUrl, 'Published audio'],
    [chaptersUrl, 'Chapters'],
    [transcriptUrls?.vtt, 'Captions (VTT)'],
    [transcriptUrls?.srt, 'Captions (SRT)'],
    [transcriptUrls?.text, 'Transcript (text)'],
  ] as const;
  return (
    <ul className="row" aria-label="What listeners get">
      {links.map(
        ([url, words]) =>
          url && (
            <li key={words}>
              <a href={url} target="_blank" rel="noopener">
                {words}
              </a>
            </li>
          ),
      )}
    </ul>
  );
}

/** What the validator says of the whole feed; hints on this episode stand beside the button. */
function FeedResult({ result }: { result: Preflight }) {
  const musts = result.findings.filter(({ level }) => level === 'must');
  const hints = result.findings.length - musts.length;
  const good =
    hints > 0
      ? `The feed is valid, with ${count(hints, 'hint')} on how to make it better.`
      : 'The feed is valid.';
  return <Findings result={{ ...result, findings: musts }} good={good} />;
}

/** Where listeners find the show, and whether the feed as it stands is valid. */
export function FeedPanel({ episode }: { episode: EpisodeView }) {
  const check = useQuery(queries.feedCheck(episode.showId));
  return (
    <section className="card stack" aria-labelledby="feed-title">
      <h2 id="feed-title">The feed</h2>
      <div className="row">
        <a href={episode.feedUrl} className="feed-url">
          {episode.feedUrl}
        </a>
        <CopyButton text={episode.feedUrl} what="feed address" />
      </div>
      <p className="quiet small">
        Give this address to Apple Podcasts, Spotify and every other directory, once.
      </p>
      <ListenLinks episode={episode} />
      <Loaded query={check}>{(result) => <FeedResult result={result} />}</Loaded>
    </section>
  );
}
