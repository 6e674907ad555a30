import { z } from 'zod';
import { type Publication, publicationArtifact } from '#contracts';
import {
  chaptersJson,
  clipChars,
  describe,
  fitDescription,
  hostHtml,
  notesHtml,
  plainText,
  srt,
  transcriptJson,
  transcriptText,
  vtt,
} from '#feed';
import type { ObjectStore } from '#storage';
import { decisions, defineStage, given } from '../../define-stage.js';
import { publishedTimeline } from '../../timeline.js';
import { chapterize } from '../chapterize/stage.js';
import { clean } from '../clean/stage.js';
import { ingest } from '../ingest/stage.js';
import { render } from '../render/stage.js';
import { summarize } from '../summarize/stage.js';
import { transcribe } from '../transcribe/stage.js';
import { publishedAudio } from './published-audio.js';
import { publishedChapters } from './published-chapters.js';
import { publishedNotes, publishedSoundbites } from './published-notes.js';
import { publishedTranscript, type ToPublished } from './published-words.js';
import { chooseDescription, chooseTitle } from './words-of-the-host.js';

/** Makes all that a listener gets, in published time, and stores it. Puts nothing on a feed: releasing does that. */
export const publish = defineStage({
  name: 'publish',
  version: 2,
  queue: 'cpu',
  needs: {
    recording: ingest,
    transcript: transcribe,
    edits: clean,
    rendered: render,
    chapters: chapterize,
    notes: summarize,
    show: given.show,
    episode: given.episode,
    titles: decisions('title'),
    descriptions: decisions('description'),
  },
  settings: z.object({}),
  output: publicationArtifact,
  async run(inputs, tools): Promise<Publication> {
    const { transcript, edits, rendered, episode, show, notes } = inputs;
    const { objects, progress, signal } = tools;
    const durationMs = rendered.publishedDurationMs;
    const timeline = publishedTimeline(rendered);
    const toPublished: ToPublished = (sourceMs) => Math.min(durationMs, timeline.toPublished(sourceMs));
    const words = publishedTranscript(transcript, edits, toPublished);
    const chapters = publishedChapters(inputs.chapters.chapters, toPublished, durationMs);
    const published = publishedNotes(notes, chapters, toPublished);
    const title = clipChars(chooseTitle(inputs.titles, episode, notes, inputs.recording));
    const host = chooseDescription(inputs.descriptions, episode);
    signal.throwIfAborted();

    progress(0.2, 'writing title, artwork and chapters into the audio');
    const labels = { title, show, chapters, durationMs, language: transcript.language };
    const audio = rendered.audio && (await publishedAudio(rendered.audio, labels, tools));

    progress(0.8, 'storing transcripts, chapters and notes');
    return {
      title,
      descriptionHtml: host ? fitDescription(hostHtml(host)) : describe(published),
      summary: host ? plainText(hostHtml(host)) : notes.summaryShort,
      durationMs,
      explicit: episode.explicit ?? (show.explicit || notes.explicit.rating),
      audio,
      chapters: await store(objects, chaptersJson(title, show.title, chapters), 'application/json+chapters'),
      transcripts: {
        vtt: await store(objects, vtt(words), 'text/vtt'),
        srt: await store(objects, srt(words), 'application/x-subrip'),
        json: await store(objects, transcriptJson(words), 'application/json'),
        text: await store(objects, transcriptText(words), 'text/plain'),
      },
      notesHtml: await store(objects, notesHtml(published), 'text/html'),
      soundbites: publishedSoundbites(notes, toPublished),
      people: episode.people,
      season: episode.season,
      number: episode.number,
      type: episode.type,
      language: transcript.language,
    };
  },
});

const store = (objects: ObjectStore, text: string, type: string) => objects.put(Buffer.from(text), type);
