import { useQuery } from '@tanstack/react-query';
import type { EpisodeView } from '#contracts';
import { queries } from '../../api/queries.js';
import { CopyButton } from '../../parts/copy-button.js';
import { Loaded } from '../../parts/loaded.js';
import { Findings } from './findings.js';

function ListenLinks({ publication }: { publication: EpisodeView['publication'] }) {
  if (!publication) return null;
  const { audioUrl, transcriptUrls, chaptersUrl } = publication;
  const links = [
    [audioUrl, 'Audio'],
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
                {words === 'Audio' ? 'Listen to the published audio' : words}
              </a>
            </li>
          ),
      )}
    </ul>
  );
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
      <ListenLinks publication={episode.publication} />
      <Loaded query={check}>
        {(result) => <Findings result={result} good="The feed as it stands is valid." />}
      </Loaded>
    </section>
  );
}
