import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitDescription, hostHtml, plainText, safeDescription, safeNotes } from './safe-html.js';

describe('safeDescription', () => {
  it.each([
    ['<script>alert(1)</script>Hi', 'Hi'],
    ['<p onclick="x()">Hi</p>', '<p>Hi</p>'],
    ['<a href="javascript:alert(1)">x</a>', '<a rel="nofollow noopener">x</a>'],
    [
      '<a href="https://a.example/?b=1&amp;c=2">x</a>',
      '<a href="https://a.example/?b=1&amp;c=2" rel="nofollow noopener">x</a>',
    ],
    ['<img src=x onerror=alert(1)><iframe></iframe>Hi', 'Hi'],
    ['<h2>Title</h2><p>Text', 'Title<p>Text</p>'],
  ])('makes %s harmless', (html, safe) => {
    expect(safeDescription(html)).toBe(safe);
  });

  it('lets headings stay in notes, and only there', () => {
    expect(safeNotes('<h2>Key points</h2><style>p{}</style>')).toBe('<h2>Key points</h2>');
  });
});

describe('fitDescription', () => {
  it('cuts at a word and closes what was open', () => {
    expect(fitDescription('<p>one <b>two three</b></p>', 26)).toBe('<p>one <b>two…</b></p>');
  });

  it('cuts text without spaces too', () => {
    const fitted = fitDescription(`<p>${'面包'.repeat(900)}</p>`);
    expect(Buffer.byteLength(fitted)).toBeLessThanOrEqual(4000);
    expect(fitted).toMatch(/^<p>(面|包)+…<\/p>$/u);
    expect(Buffer.byteLength(fitted)).toBeGreaterThan(3900);
  });

  it('never exceeds its bound, and is stable', () => {
    const part = fc.oneof(
      fc.constantFrom('<p>', '</p>', '<b>', '<li>', '<a href="https://a.example">', '&amp;', '<', ' ', 'é'),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const fitted = fitDescription(parts.join(''), 200);
        expect(Buffer.byteLength(fitted)).toBeLessThanOrEqual(200);
        expect(fitDescription(fitted, 200)).toBe(fitted);
      }),
    );
  });
});

describe('hostHtml', () => {
  it('reads blank lines as paragraphs', () => {
    expect(hostHtml('One & two\nstill one\n\nThree <3')).toBe(
      '<p>One &amp; two still one</p><p>Three &lt;3</p>',
    );
  });

  it('keeps the HTML a host wrote, made harmless', () => {
    expect(hostHtml('<p>One</p><script>x</script>')).toBe('<p>One</p>');
  });
});

describe('plainText', () => {
  it('gives the words without the marks', () => {
    expect(plainText('<p>One &amp; two</p><ul><li>three</li><li>four</li></ul>')).toBe(
      'One & two three four',
    );
  });
});
