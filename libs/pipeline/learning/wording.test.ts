import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '#contracts';
import { inTheirManner } from './in-their-manner.js';
import { examplesOf, limits, noExamples, wordingOf } from './wording.js';

const asOffered = { title: null, description: null, offered: 'Five rooms' };
const chapter = (subject: string, title: string | null): Decision => ({
  kind: 'chapter',
  subject,
  chapter: title === null ? null : { startMs: 0, title },
});

describe('what a host words themselves', () => {
  it('is nothing where all was left as offered', () => {
    expect(wordingOf([], asOffered)).toBeNull();
    expect(wordingOf([chapter('a', 'Mine'), chapter('a', null)], asOffered)).toBeNull();
  });

  it('is the title beside the one that was offered, the notes as plain text, and chapters that stand', () => {
    const made = [chapter('a', 'First try'), chapter('a', 'Bread, but slower'), chapter('b', 'Rye')];
    const written = { ...asOffered, title: ' Rooms, five of them ', description: '<p>We walk&nbsp;on.</p>' };
    expect(wordingOf(made, { ...written, description: '<p>We walk on.</p>' })).toEqual({
      title: { offered: 'Five rooms', written: 'Rooms, five of them' },
      description: 'We walk on.',
      chapterTitles: ['Bread, but slower', 'Rye'],
    });
  });

  it('is bounded as examples, however much was written', () => {
    const text = fc.string({ minLength: 1, maxLength: 2000 });
    const wording = fc.record({
      title: fc.option(fc.record({ offered: fc.option(text), written: text })),
      description: fc.option(text),
      chapterTitles: fc.array(text, { maxLength: 30 }),
    });
    fc.assert(
      fc.property(fc.array(wording, { maxLength: 40 }), (wordings) => {
        const { titles, descriptions, chapterTitles } = examplesOf(wordings);
        expect(titles.length).toBeLessThanOrEqual(limits.titles);
        expect(descriptions.length).toBeLessThanOrEqual(limits.descriptions);
        expect(chapterTitles.length).toBeLessThanOrEqual(limits.chapterTitles);
      }),
    );
  });

  it('reaches a model as its manner, unless there is none or no room', () => {
    const examples = { ...noExamples, titles: [{ offered: 'Five rooms', written: 'Rooms' }] };
    expect(inTheirManner(examples, ['titles'], 8192)).toContain('where "Five rooms" was offered: "Rooms"');
    expect(inTheirManner(examples, ['chapterTitles'], 8192)).toBe('');
    expect(inTheirManner(examples, ['titles'], 2048)).toBe('');
  });
});
