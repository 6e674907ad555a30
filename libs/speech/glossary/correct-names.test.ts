import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GlossaryTerm, type Transcript, transcriptArtifact } from '#contracts';
import { correctNames } from './correct-names.js';
import { correctionId } from './correction-id.js';

const transcript = (text: string): Transcript => {
  const words = text.split(' ').map((word, i) => ({
    text: word,
    startMs: i * 400,
    endMs: i * 400 + 300,
    confidence: 0.9,
  }));
  return {
    language: 'en',
    engine: { name: 'onnx', model: 'none' },
    timing: 'measured',
    words,
    paragraphs: words.length > 3 ? [0, 3] : [0],
    speech: [],
    corrections: [],
    dropped: [],
  };
};
const terms = (...names: (string | GlossaryTerm)[]): GlossaryTerm[] =>
  names.map((term) => (typeof term === 'string' ? { term, soundsLike: [] } : term));
const corrected = async (text: string, glossary: GlossaryTerm[]) =>
  (await correctNames(transcript(text), glossary)).words.map((word) => word.text).join(' ');

describe('names are put right by sound', () => {
  it.each([
    ['which uses mini hash, they say', 'MinHash', 'which uses MinHash, they say'],
    ['the price of Metta today', 'Meta', 'the price of Meta today'],
    ['comes down to six tillian operations', 'sextillion', 'comes down to sextillion operations'],
    ['they do this anewing at the end', 'annealing', 'they do this annealing at the end'],
    ['the next step is a kneeling the data', 'annealing', 'the next step is annealing the data'],
    ['release of Lama 3 .1. Last week', 'Llama 3.1', 'release of Llama 3.1. Last week'],
    ['open AI has one', 'OpenAI', 'OpenAI has one'],
    ['a multi -threaded attention, you know', 'multi-headed attention', 'a multi-headed attention, you know'],
    ['the 70 and the four or five billion models', '405 billion', 'the 70 and the 405 billion models'],
  ])('%s', async (heard, term, right) => {
    expect(await corrected(heard, terms(term))).toBe(right);
  });

  it('as the host says they sound', async () => {
    const glossary = terms({ term: 'Nguyen', soundsLike: ['new win'] });
    expect(await corrected('our guest new win is here', glossary)).toBe('our guest Nguyen is here');
  });
});

describe('ordinary speech stays as it is', () => {
  it.each([
    ['please open the window and breathe', 'Windo'],
    ['so I met a friend', 'Meta'],
    ['the car has rust on it', 'Rust'],
    ['pop open a button', 'OpenAI'],
    ['they were hammering away', 'annealing'],
    ['line by line duplication of text', 'deduplication'],
    ['four or five billion stars', '405 billion'],
    ['a herd of llamas', 'Llama'],
    ['your own scaling loss here', 'scaling law'],
    ['mostly JavaScript these days', 'CoffeeScript'],
    ['let us know what you think', 'Lettuce'],
    ['here is my tip for you', 'MeetUp'],
    ['you meet up once a week', 'MeetUp'],
    ['we like design systems a lot', 'design system'],
    ['it is lazy loaded then', 'lazy loading'],
    ['use the parser API for it', 'Parcel'],
    ['people tokenize per letter', 'tokenizer'],
    ['a guy from France called Roque', 'Roku'],
    ['head over to netlify.com now', 'Netlify'],
    ['we put on a mask', 'MAST'],
  ])('%s', async (heard, term) => {
    expect(await corrected(heard, terms(term))).toBe(heard);
  });
});

describe('what is spoken of tells a short term from the word it was heard as', () => {
  const glossary = terms(
    { term: 'MAST', note: "Meta's job scheduler", soundsLike: [] },
    { term: 'Rust', note: 'programming language', soundsLike: [] },
  );
  it.each([
    [
      'a job scheduler made by Meta, which is their mask',
      'a job scheduler made by Meta, which is their MAST',
    ],
    ['languages such as Rust, so if you did Russ first', 'languages such as Rust, so if you did Rust first'],
    ['the job of a mask is to hide', 'the job of a mask is to hide'],
    ['programming languages taste of rest', 'programming languages taste of rest'],
  ])('%s', async (heard, right) => {
    expect(await corrected(heard, glossary)).toBe(right);
  });
});

it('expects a term elsewhere that was said or surely put right somewhere', async () => {
  expect(await corrected('six tilling is a lot', terms('sextillion'))).toBe('six tilling is a lot');
  expect(await corrected('six tillian yes. And six tilling is a lot', terms('sextillion'))).toBe(
    'Sextillion yes. And sextillion is a lot',
  );
  expect(await corrected('we dedup it. An algorithm to do, do up all of it', terms('dedup'))).toBe(
    'we dedup it. An algorithm to dedup all of it',
  );
});

it('knows people by the parts of their names, adds a genitive, and no s where there is one', async () => {
  const host = terms({ term: 'Dalton Anderson', note: 'the host', soundsLike: [] });
  expect(await corrected("Dalton Anderson here, with Dolan's notes", host)).toBe(
    "Dalton Anderson here, with Dalton's notes",
  );
  const guest = terms({ term: 'Ritchie Vink', note: 'guest', soundsLike: [] });
  expect(await corrected('written by Richie Vink', guest)).toBe('written by Ritchie Vink');
  expect(await corrected('get some freshebooks now', terms('Freshbooks'))).toBe('get some Freshbooks now');
});

it('keeps what was heard, why it was changed and how sure that is, and where paragraphs begin', async () => {
  const { words, corrections, paragraphs } = await correctNames(
    transcript('it uses mini hash, so there'),
    terms('MinHash'),
  );
  expect(words[2]).toMatchObject({ text: 'MinHash,', heard: 'mini hash,', startMs: 800, endMs: 1500 });
  expect(corrections).toEqual([
    {
      id: correctionId({ startMs: 800, term: 'MinHash', heard: 'mini hash,', right: 'MinHash' }),
      state: 'made',
      wordStart: 2,
      wordEnd: 3,
      heard: 'mini hash,',
      right: 'MinHash',
      rule: 'sound',
      confidence: expect.closeTo(0.84),
    },
  ]);
  expect(paragraphs).toEqual([0, 2]);
});

it('gives a valid transcript whose words stay in order, whatever the text and the terms', async () => {
  const text = fc.array(
    fc.constantFrom('mini', 'hash', 'hash,', 'D', 'duping.', 'the', 'a', '3', '.1', 'x', "it's", '—', 'Ünï'),
    { minLength: 1 },
  );
  const given = fc.array(
    fc.constantFrom('MinHash', 'dedup', 'a', '3.1', 'Llama 3.1', '405 billion', "it's"),
    { maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(text, given, async (words, names) => {
      const result = await correctNames(transcript(words.join(' ')), terms(...names));
      expect(transcriptArtifact.safeParse(result).success).toBe(true);
      for (const [i, word] of result.words.entries())
        expect(word.startMs).toBeGreaterThanOrEqual(result.words[i - 1]?.endMs ?? 0);
      for (const { wordStart, wordEnd, right } of result.corrections)
        expect(
          result.words
            .slice(wordStart, wordEnd)
            .map(({ text }) => text)
            .join(' ')
            .toLowerCase(),
        ).toContain(right.toLowerCase());
    }),
  );
});

describe('what the host decides', () => {
  const meta = terms('Meta');
  const said = transcript('the price of Metta today and Metta tomorrow');
  const read = ({ words }: Transcript) => words.map(({ text }) => text).join(' ');
  const verdict = (subject: string, verdict: 'accepted' | 'rejected') => ({
    kind: 'correction' as const,
    subject,
    verdict,
  });

  it('gives back what was heard at one place, and still shows what it would be', async () => {
    const before = await correctNames(said, meta);
    const [first, second] = before.corrections;
    expect(read(before)).toBe('the price of Meta today and Meta tomorrow');
    const after = await correctNames(said, meta, [verdict(first!.id, 'rejected')]);
    expect(read(after)).toBe('the price of Metta today and Meta tomorrow');
    expect(after.corrections).toEqual([{ ...first, state: 'rejected' }, second]);
    expect(after.words[3]).toEqual(said.words[3]);
  });

  it('keeps what was accepted when the glossary does not say so any more', async () => {
    const { corrections } = await correctNames(said, meta);
    const after = await correctNames(said, [], [verdict(corrections[0]!.id, 'accepted')]);
    expect(read(after)).toBe('the price of Meta today and Metta tomorrow');
    expect(after.corrections).toMatchObject([{ id: corrections[0]!.id, rule: 'host', state: 'accepted' }]);
  });

  it('holds where another engine hears the same words a little later', async () => {
    const { corrections } = await correctNames(said, meta);
    const later = { ...said, words: said.words.map((word) => ({ ...word, startMs: word.startMs + 60 })) };
    const after = await correctNames(later, meta, [verdict(corrections[1]!.id, 'rejected')]);
    expect(read(after)).toBe('the price of Meta today and Metta tomorrow');
  });

  it('leaves alone what a term must never stand for, unless one place is accepted', async () => {
    const taught = terms({ term: 'Meta', soundsLike: [], never: ['metta'] });
    const held = await correctNames(said, taught);
    expect(read(held)).toBe(read(said));
    expect(held.corrections.map(({ state }) => state)).toEqual(['rejected', 'rejected']);
    const one = await correctNames(said, taught, [verdict(held.corrections[1]!.id, 'accepted')]);
    expect(read(one)).toBe('the price of Metta today and Meta tomorrow');
  });

  it('may name anything: a subject that is no correction changes nothing', async () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (subject) => {
        expect(await correctNames(said, [], [verdict(subject, 'rejected')])).toEqual(said);
      }),
    );
  });
});

describe('terms that were learned rather than given', () => {
  const learned = (term: string): GlossaryTerm => ({ term, soundsLike: [], learned: true });
  it.each([
    ['the price of Zigby today', 'Zigbee', 'the price of Zigbee today'],
    ['which uses mini hash, they say', 'MinHash', 'which uses mini hash, they say'],
    ['open AI and us', 'OpenAI', 'open AI and us'],
    ['they live on a small scale', 'SmallScale', 'they live on a small scale'],
  ])('%s', async (heard, term, right) => {
    expect(await corrected(heard, [learned(term)])).toBe(right);
  });
});
