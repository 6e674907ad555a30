import { describe, expect, it } from 'vitest';
import { describe as describeEpisode, notesHtml, type PublishedNotes } from './notes-html.js';

const notes: PublishedNotes = {
  by: 'extractive',
  summary: 'Why the oven stayed cold & what we did.',
  keyPoints: [{ text: 'It was the fuse', startMs: 61_000 }],
  chapters: [
    { startMs: 0, title: 'Intro' },
    { startMs: 61_000, title: 'The <fuse>' },
  ],
  quotes: [{ text: 'Never trust a fuse', startMs: 62_000, speaker: 'Ann' }],
  questions: [{ question: 'Why was it cold?', answer: 'The fuse had gone.', startMs: 70_000 }],
  links: [{ url: 'https://fuse.example/?a=1&b=2', text: 'Fuses' }],
};

describe('the description made from notes', () => {
  it('is the summary, the chapters with times that apps link, and the links', () => {
    expect(describeEpisode(notes)).toBe(
      '<p>Why the oven stayed cold &amp; what we did.</p>' +
        '<p><b>Chapters</b></p><ul><li>(00:00) Intro</li><li>(01:01) The &lt;fuse&gt;</li></ul>' +
        '<ul><li><a href="https://fuse.example/?a=1&amp;b=2" rel="nofollow noopener">Fuses</a></li></ul>',
    );
  });

  it('lists no chapters when there is only one', () => {
    expect(describeEpisode({ ...notes, chapters: notes.chapters.slice(0, 1), links: [] })).toBe(
      '<p>Why the oven stayed cold &amp; what we did.</p>',
    );
  });
});

describe('notesHtml', () => {
  it('holds every part under its heading, with times', () => {
    const html = notesHtml(notes);
    for (const heading of ['Key points', 'Chapters', 'Quotes', 'Questions and answers', 'Links'])
      expect(html).toContain(`<h2>${heading}</h2>`);
    expect(html).toContain('<li>It was the fuse (01:01)</li>');
    expect(html).toContain('<p><em>“Never trust a fuse”</em> Ann (01:02)</p>');
    expect(html).toContain('<h3>Why was it cold? (01:10)</h3><p>The fuse had gone.</p>');
  });

  it('says so when notes are extracts, and only then', () => {
    expect(notesHtml(notes)).toContain('These notes are extracts from the transcript.');
    expect(notesHtml({ ...notes, by: 'llm' })).not.toContain('extracts');
  });

  it('leaves out what there is none of', () => {
    const bare = {
      ...notes,
      keyPoints: [],
      chapters: [],
      quotes: [],
      questions: [],
      links: [],
      by: 'llm' as const,
    };
    expect(notesHtml(bare)).toBe('<p>Why the oven stayed cold &amp; what we did.</p>');
  });

  it('runs nothing that was said', () => {
    const html = notesHtml({
      ...notes,
      summary: '<script>alert(1)</script>',
      links: [{ url: 'javascript:alert(1)', text: 'x' }],
    });
    expect(html).not.toMatch(/<script|javascript:/);
  });
});
