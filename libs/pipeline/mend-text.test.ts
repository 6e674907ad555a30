import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MarkedWord, mendText } from './mend-text.js';

/** Words in braces are taken out; ¶ begins a paragraph. */
function marked(text: string): MarkedWord[] {
  let gone = false;
  return text.split(' ').map((token) => {
    if (token.includes('{')) gone = true;
    const word = { text: token.replace(/[{}¶]/g, ''), gone, startsParagraph: token.includes('¶') };
    if (token.includes('}')) gone = false;
    return word;
  });
}
const mended = (text: string) => mendText(marked(text)).join(' ');

describe('mendText', () => {
  it.each([
    ['a sentence whose first word went', '¶We left. {Um,} so we ran.', 'We left. So we ran.'],
    ['the first word of all', '¶{Uh,} hello there.', 'Hello there.'],
    ['the first word of a paragraph', 'and so on ¶{Um,} now this.', 'and so on Now this.'],
    ['a sentence whose last word went', 'I went home, {you know.} So I slept.', 'I went home. So I slept.'],
    ['the last word of all', 'I went home {um.}', 'I went home.'],
    ['the last word of a paragraph', 'I went home, {um.} ¶so I slept', 'I went home. So I slept'],
    [
      'the end of one sentence and the start of the next',
      'I went home {um. So,} we slept.',
      'I went home. We slept.',
    ],
    ['an aside between commas', 'It was, {um,} cold.', 'It was cold.'],
    ['an aside of two words', 'It was, {you know,} cold.', 'It was cold.'],
    ['an aside without commas', 'It was {um} cold.', 'It was cold.'],
    ['a comma that was there before', 'We ran, {um} and fell.', 'We ran, and fell.'],
    [
      'a long clause between commas',
      'When we ran, {and I think that it was late,} we fell.',
      'When we ran, we fell.',
    ],
    ['a repeated word', 'I saw the, {the} dog.', 'I saw the dog.'],
    ['a repeated word said with a comma', 'Yes, {yes,} we can.', 'Yes, we can.'],
    ['repeated words', 'and then we, {then we} ran', 'and then we ran'],
    ['a first saying that went', '¶{We,} we ran.', 'We ran.'],
    ['a question tag', 'It works, {right?} So we ran.', 'It works. So we ran.'],
    ['a full stop that the recogniser put mid-sentence', 'I was {um.} going home.', 'I was going home.'],
    ['an ellipsis', 'I was {uh...} going home.', 'I was going home.'],
    ['a whole sentence', 'We ran. {Um.} We fell.', 'We ran. We fell.'],
    ['two asides', 'It was, {um,} very, {uh,} cold.', 'It was very cold.'],
    ['a name that begins small', '¶{Um,} iPhone users. {Um,} eBay too.', 'iPhone users. eBay too.'],
    ['an address', 'Go there. {Um,} bread.example is it.', 'Go there. bread.example is it.'],
    ['quotes that opened in the gap', 'He said, {"um,} no."', 'He said, "no."'],
    ['quotes around a sentence', 'He left. {"Um,} we ran," she said.', 'He left. "We ran," she said.'],
    [
      'quotes that close in the gap',
      'She said "we ran {um."} Then we fell.',
      'She said "we ran." Then we fell.',
    ],
    ['another script', '我们 走 了 {嗯。} 后来 下雨 了。', '我们 走 了。 后来 下雨 了。'],
    ['an accent', '{Euh,} écoutez.', 'Écoutez.'],
  ])('mends %s', (_what, text, whole) => {
    expect(mended(text)).toBe(whole);
  });

  it('changes nothing where nothing was taken out', () => {
    const text = '¶so, we. ran ,, and? "fell" ... ¶iPhone';
    expect(mended(text)).toBe(text.replaceAll('¶', ''));
  });

  const words = fc.array(
    fc.record({
      text: fc.constantFrom(
        'so',
        'We',
        'um,',
        'home.',
        'really?',
        '"no',
        'yes,"',
        'the',
        'the,',
        'iPhone',
        '...',
      ),
      gone: fc.boolean(),
      startsParagraph: fc.boolean(),
    }),
  );
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, '');

  it('gives one text for each word that stays, the same word, in order', () => {
    fc.assert(
      fc.property(words, (list) => {
        const kept = list.filter(({ gone }) => !gone);
        expect(mendText(list).map(bare)).toEqual(kept.map(({ text }) => bare(text)));
      }),
    );
  });

  it('touches only words beside a gap', () => {
    fc.assert(
      fc.property(words, (list) => {
        const texts = mendText(list);
        let index = 0;
        for (const [position, word] of list.entries()) {
          if (word.gone) continue;
          const besideGap = list[position - 1]?.gone || list[position + 1]?.gone;
          if (!besideGap) expect(texts[index]).toBe(word.text);
          index += 1;
        }
      }),
    );
  });
});
