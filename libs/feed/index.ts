export { srt, transcriptJson, vtt } from './captions.js';
export { chaptersJson, type PublishedChapter, timestamp } from './chapters-json.js';
export { feedGuid } from './feed-guid.js';
export { feedItem, type Placed } from './feed-item.js';
export { enclosureTypes, type FeedItem, type FeedShow, transcriptTypes } from './feed-types.js';
export { describe, notesHtml, type PublishedNotes } from './notes-html.js';
export { type PublishedTranscript, type PublishedWord, transcriptText } from './published-transcript.js';
export { renderFeed } from './render-feed.js';
export { fitDescription, hostHtml, plainText } from './safe-html.js';
