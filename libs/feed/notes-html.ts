import type { Provenance } from '#contracts';
import { type PublishedChapter, timestamp } from './chapters-json.js';
import { escapeHtml, fitDescription, safeNotes } from './safe-html.js';

/** What is written about an episode, every time in published time. */
export interface PublishedNotes {
  by: Provenance;
  summary: string;
  keyPoints: { text: string; startMs: number }[];
  chapters: PublishedChapter[];
  quotes: { text: string; startMs: number; speaker?: string }[];
  questions: { question: string; answer: string; startMs: number }[];
  links: { url: string; text: string }[];
}

const paragraph = (text: string) => (text.trim() === '' ? '' : `<p>${escapeHtml(text.trim())}</p>`);
const list = (items: string[]) =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
const section = (heading: string, body: string) => (body === '' ? '' : `<h2>${heading}</h2>${body}`);
const at = (ms: number) => `(${timestamp(ms)})`;

const chapterList = (chapters: PublishedChapter[]) =>
  list(chapters.map(({ startMs, title }) => `${at(startMs)} ${escapeHtml(title)}`));

const linkList = (links: PublishedNotes['links']) =>
  list(links.map(({ url, text }) => `<a href="${escapeHtml(url)}">${escapeHtml(text || url)}</a>`));

/** The description of an episode for which its host wrote none: the summary, then chapters as `(MM:SS)`, which apps link. */
export function describe(notes: PublishedNotes): string {
  const chapters = notes.chapters.length > 1 ? `<p><b>Chapters</b></p>${chapterList(notes.chapters)}` : '';
  return fitDescription(paragraph(notes.summary) + chapters + linkList(notes.links));
}

/** The show notes as a page's body: allow-listed HTML with headings. Extracts say that they are extracts. */
export function notesHtml(notes: PublishedNotes): string {
  const quotes = notes.quotes.map(
    ({ text, speaker, startMs }) =>
      `<p><em>“${escapeHtml(text)}”</em> ${speaker ? `${escapeHtml(speaker)} ` : ''}${at(startMs)}</p>`,
  );
  const questions = notes.questions.map(
    ({ question, answer, startMs }) => `<h3>${escapeHtml(question)} ${at(startMs)}</h3>${paragraph(answer)}`,
  );
  const origin =
    notes.by === 'extractive' ? '<p><i>These notes are extracts from the transcript.</i></p>' : '';
  return safeNotes(
    paragraph(notes.summary) +
      section(
        'Key points',
        list(notes.keyPoints.map(({ text, startMs }) => `${escapeHtml(text)} ${at(startMs)}`)),
      ) +
      section('Chapters', chapterList(notes.chapters)) +
      section('Quotes', quotes.join('')) +
      section('Questions and answers', questions.join('')) +
      section('Links', linkList(notes.links)) +
      origin,
  );
}
