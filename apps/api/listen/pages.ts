import { Html, html } from './html.js';

export interface ListenShow {
  title: string;
  description: string;
  language: string;
  url: string;
  feedUrl: string;
  artworkUrl: string | null;
}

export interface ListenEpisode {
  title: string;
  url: string;
  publishedAt: Date;
  audioUrl: string | null;
  audioType: string;
  transcriptUrl: string;
  /** Allow-listed when it was published. */
  descriptionHtml: string;
  summary: string;
}

const style = new Html(`<style>
:root { color-scheme: light dark; font: 17px/1.6 system-ui, sans-serif }
body { max-width: 42rem; margin: 3rem auto; padding: 0 1.25rem }
img { width: 8rem; height: 8rem; border-radius: 12px; object-fit: cover }
audio { width: 100%; margin: 1rem 0 }
h1 { line-height: 1.2; margin: .5rem 0 }
time, .quiet { opacity: .7; font-size: .9rem }
li { margin: .75rem 0 }
</style>`);

const page = (show: ListenShow, title: string, summary: string, url: string, body: Html) =>
  html`<!doctype html>
<html lang="${show.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${summary}">
<meta property="og:title" content="${title}">
<meta property="og:url" content="${url}">
${show.artworkUrl && html`<meta property="og:image" content="${show.artworkUrl}">`}
<link rel="canonical" href="${url}">
<link rel="alternate" type="application/rss+xml" title="${show.title}" href="${show.feedUrl}">
${style}
</head>
<body>
${show.artworkUrl && html`<img src="${show.artworkUrl}" alt="">`}
${body}
</body>
</html>
`.text;

const date = (at: Date, language: string) =>
  html`<time datetime="${at.toISOString()}">${at.toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' })}</time>`;

/** The page that a feed's item links to: what the episode is, and a player. */
export const episodePage = (show: ListenShow, episode: ListenEpisode): string =>
  page(
    show,
    episode.title,
    episode.summary,
    episode.url,
    html`<p class="quiet"><a href="${show.url}">${show.title}</a></p>
<h1>${episode.title}</h1>
${date(episode.publishedAt, show.language)}
${episode.audioUrl && html`<audio controls preload="none"><source src="${episode.audioUrl}" type="${episode.audioType}"></audio>`}
${new Html(episode.descriptionHtml)}
<p><a href="${episode.transcriptUrl}">Transcript</a> · <a href="${show.feedUrl}">Feed</a></p>`,
  );

/** The page that a feed's channel links to: every episode that is out. */
export const showPage = (show: ListenShow, episodes: ListenEpisode[]): string =>
  page(
    show,
    show.title,
    show.description,
    show.url,
    html`<h1>${show.title}</h1>
<p>${show.description}</p>
<p><a href="${show.feedUrl}">Feed</a></p>
<ul>
${episodes.map(({ title, url, publishedAt }) => html`<li><a href="${url}">${title}</a><br>${date(publishedAt, show.language)}</li>\n`)}
</ul>`,
  );
