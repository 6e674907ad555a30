import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cut, Sounds, Transcript } from '#contracts';
import { spoken } from '../../test-transcript.js';
import { findCuts, type HostDecisions } from './find-cuts.js';
import { cleanSettings } from './settings.js';

const nothingHeard: Sounds = { events: [], music: [] };
const undecided: HostDecisions = { verdicts: [], made: [] };

const cutsOf = (
  transcript: Transcript,
  { sounds = nothingHeard, settings = {}, host = undecided } = {},
): Cut[] => findCuts(transcript, sounds, cleanSettings.parse(settings), host);

/** What is left when all that needs no asking is gone. */
function left(transcript: Transcript, options: Parameters<typeof cutsOf>[1] = {}): string {
  const gone = cutsOf(transcript, options).filter(
    ({ state, action }) => (state === 'auto' || state === 'accepted') && action === 'cut',
  );
  return transcript.words
    .filter((_, n) => !gone.some(({ words }) => words && n >= words.start && n < words.end))
    .map(({ text }) => text)
    .join(' ');
}

const read = (text: string) => left(spoken(text, { timing: 'interpolated' }));

describe('what goes', () => {
  it.each([
    ['So, um, we begin with uh the starter.', 'So, we begin with the starter.'],
    ['You know, people need a moment to think.', 'people need a moment to think.'],
    ['A full one, I mean, with hooks.', 'A full one, with hooks.'],
    ['It is a guide of like best practice.', 'It is a guide of best practice.'],
    ['They asked, they asked why the bread is flat.', 'they asked why the bread is flat.'],
    ['If it appeared more than six, six times.', 'If it appeared more than six times.'],
    ['And so it, it is the the final set.', 'And so it is the final set.'],
    ['What I, what it is saying is this.', 'what it is saying is this.'],
    ['And, but I do think so.', 'but I do think so.'],
    ['Some are good. So. Training takes time.', 'Some are good. Training takes time.'],
    ['In 1968, scratch that, in 1967 it opened.', 'in 1967 it opened.'],
    ['The young ones clean, I mean, the middle ones feed.', 'The young ones clean, the middle ones feed.'],
    ['Where do no how do plankton feed?', 'how do plankton feed?'],
    ['It is in the south, no, in the north.', 'It is in the north.'],
    ['All the words in it and so on, sorry, the words in it and a sign.', 'All the words in it and a sign.'],
    ['They met near Saint Augustine, or rather Jacksonville.', 'They met near Jacksonville.'],
  ])('%s', (said, stays) => expect(read(said)).toBe(stays));
});

describe('what stays', () => {
  it.each([
    'No, no, no, choose always.',
    'It was very, very sour.',
    'You know the inventor, I believe.',
    'You know what I think of him.',
    'I mean what I say.',
    'Do you like it?',
    'I like it a lot.',
    'It sounds like a small piano.',
    'This kind of bread is rare.',
    'It rang and rang and rang, and nobody knew how to stop it.',
    'He had had enough.',
    'I told them, no, I would not go.',
    'The chime is short, soft and easy to place, sorry is what it says.',
    'There is no question about it.',
    'I was like, wait, did someone share this?',
    'Tests, tests, and more tests.',
    'We did it step by step by step.',
    'I got a message on WhatsApp last week from a listener.',
    'WhatsApp notifications are a great product feature, but people mute them.',
    'So how do you mute a group without leaving it?',
    'Turn your phone over, put it in a drawer, and let it ring.',
    'Sorry is what most phones should say.',
  ])('%s', (said) => {
    expect(read(said)).toBe(said);
    expect(left(spoken(said))).toBe(said);
  });
});

const chime = (startMs: number, endMs: number, mode: 'gap' | 'over'): Sounds => ({
  events: [
    {
      startMs,
      endMs,
      kind: 'chime',
      mode,
      confidence: 0.9,
      evidence: ['energy-without-voice', 'recurrence'],
    },
  ],
  music: [],
});

describe('markers', () => {
  it.each([
    ['The hands go, you know | the nose goes too', 'The hands go, the nose goes too'],
    ['Eleven days. You know | the dogs are paid', 'Eleven days. the dogs are paid'],
  ])('between a mark and a pause go: %s', (said, stays) => expect(left(spoken(said))).toBe(stays));

  it('that compare stay, though a comma stands before them', () => {
    const transcript = spoken('Its side is warm, like the back of a fridge');
    transcript.words[4]!.endMs -= 150;
    expect(left(transcript)).toBe('Its side is warm, like the back of a fridge');
  });
});

describe('talk about an interruption', () => {
  const said =
    'Steel grows in summer. | Sorry, that was my phone. Let me put it on silent. | Stone is strong.';

  it('goes beside the sound of it, from the first to the last of its sentences', () => {
    const sounds = chime(1250, 1650, 'gap');
    expect(left(spoken(said), { sounds })).toBe('Steel grows in summer. Stone is strong.');
  });

  it('goes from a transcript without sound when the noise is named and acted upon', () => {
    expect(read(said)).toBe('Steel grows in summer. Stone is strong.');
  });

  it('is only shown when nothing was heard near it', () => {
    const transcript = spoken('Steel grows in summer. | Was that your phone or mine? | Stone is strong.');
    expect(left(transcript)).toContain('Was that your phone');
    expect(cutsOf(transcript).find(({ sub }) => sub === 'talk')).toMatchObject({ state: 'proposed' });
  });

  it('is only shown beside laughter, whatever else it was taken for', () => {
    const transcript = spoken('Steel grows in summer. | Was that your phone or mine? | Stone is strong.');
    const { events } = chime(1250, 1650, 'gap');
    const tags = { says: 'other' as const, classes: [{ name: 'Laughter', score: 0.8 }] };
    const stateBeside = (sounds: Sounds) =>
      cutsOf(transcript, { sounds }).find(({ sub }) => sub === 'talk')?.state;
    expect(stateBeside({ events, music: [] })).toBe('auto');
    expect(stateBeside({ events: events.map((event) => ({ ...event, tags })), music: [] })).toBe('proposed');
  });

  it('leaves the clause before it', () => {
    const transcript = spoken('Before we begin, is that your phone or mine? | Let us start.');
    expect(left(transcript, { sounds: chime(3500, 3800, 'gap') })).toBe('Before we begin, Let us start.');
  });
});

describe('sounds', () => {
  it('are cut in a gap and turned down over words, and no word is lost', () => {
    const transcript = spoken('Steel grows in | summer and shrinks');
    const inGap = cutsOf(transcript, { sounds: chime(950, 1350, 'gap') });
    expect(inGap).toMatchObject([
      { kind: 'notification', action: 'cut', state: 'auto', startMs: 950, endMs: 1350 },
    ]);
    const overWords = cutsOf(transcript, { sounds: chime(250, 650, 'over') });
    expect(overWords).toMatchObject([{ action: 'duck', startMs: 250, endMs: 650 }]);
    expect(cutsOf(transcript, { sounds: chime(250, 650, 'gap') })).toMatchObject([{ action: 'duck' }]);
  });

  it('do not keep talk over a bed from being cleaned', () => {
    const transcript = spoken('The old, um, road goes on the on the hill.');
    const sounds: Sounds = { events: [], music: [{ startMs: 0, endMs: 3000 }] };
    expect(left(transcript, { sounds })).toBe('The old, road goes on the hill.');
    const own = { ...sounds, own: sounds.music };
    expect(left(transcript, { sounds: own })).toBe('The old, um, road goes on the on the hill.');
  });

  it('leave nothing to cut from music, whatever words were heard in it', () => {
    const transcript = spoken('Um, uh, um, Welcome back.');
    const sounds: Sounds = { events: [], music: [{ startMs: 0, endMs: 900 }] };
    expect(left(transcript, { sounds })).toBe('Um, uh, um, Welcome back.');
  });
});

describe('pauses', () => {
  it('lose their middle and keep a breath on both sides', () => {
    const transcript = spoken('One two. | | | | | | Three four.');
    const [pause] = cutsOf(transcript);
    expect(pause).toMatchObject({ kind: 'pause', startMs: 950, endMs: 3150 });
  });

  it('stay where a voice was heard that no word covers', () => {
    const transcript = {
      ...spoken('One two. | | | | | | Three four.'),
      speech: [{ startMs: 1000, endMs: 3000 }],
    };
    expect(cutsOf(transcript)).toEqual([]);
  });
});

describe('the host', () => {
  const transcript = spoken('So, um, we begin. The the starter.');
  const [um] = cutsOf(transcript);

  it('rejects a cut, and takes the rejection back', () => {
    const verdict = (given: 'rejected' | 'restored') =>
      cutsOf(transcript, {
        host: { verdicts: [{ kind: 'cut', subject: um!.id, verdict: given }], made: [] },
      })[0];
    expect(verdict('rejected')).toMatchObject({ state: 'rejected', decidedBy: 'host' });
    expect(verdict('restored')).toEqual(um);
  });

  it('makes a cut, and later rejects it', () => {
    const made = [
      { kind: 'cut-made' as const, subject: 'mine', startMs: 600, endMs: 1200, reason: 'Not for the air' },
    ];
    expect(cutsOf(transcript, { host: { verdicts: [], made } })).toContainEqual(
      expect.objectContaining({
        id: 'mine',
        state: 'accepted',
        evidence: ['host'],
        words: { start: 2, end: 4 },
      }),
    );
    const host = {
      verdicts: [{ kind: 'cut' as const, subject: 'mine', verdict: 'rejected' as const }],
      made,
    };
    expect(cutsOf(transcript, { host })).toContainEqual(
      expect.objectContaining({ id: 'mine', state: 'rejected' }),
    );
  });

  it('may decide about cuts that no longer exist', () => {
    const verdicts = [{ kind: 'cut' as const, subject: 'long gone', verdict: 'accepted' as const }];
    expect(cutsOf(transcript, { host: { verdicts, made: [] } })).toEqual(cutsOf(transcript));
  });

  it('keeps a phrase for ever', () => {
    expect(left(transcript, { settings: { neverCut: ['um'] } })).toContain('um,');
    expect(left(transcript, { settings: { neverCut: ['repetition'] } })).toContain('The the');
  });

  it('gets the same ids when the words move a little', () => {
    const moved = {
      ...transcript,
      words: transcript.words.map((word) => ({
        ...word,
        startMs: word.startMs + 20,
        endMs: word.endMs + 20,
      })),
    };
    expect(cutsOf(moved).map(({ id }) => id)).toEqual(cutsOf(transcript).map(({ id }) => id));
  });
});

describe('profiles', () => {
  it('cut more the tighter they are', () => {
    const transcript = spoken(
      'What area in the south, no, north is it. Like most of, like, it and, and so on.',
    );
    const count = (profile: string) =>
      cutsOf(transcript, { settings: { profile } }).filter(({ state }) => state === 'auto').length;
    expect(count('gentle')).toBeLessThanOrEqual(count('standard'));
    expect(count('standard')).toBeLessThan(count('tight'));
  });
});

describe('odd input', () => {
  it('has no cuts without words, and takes everything when everything is filler', () => {
    expect(cutsOf(spoken(''))).toEqual([]);
    expect(left(spoken('Um, uh, um, er, hmm.'))).toBe('');
  });

  it('takes ten thousand cuts in order', () => {
    const cuts = cutsOf(spoken('um, bread '.repeat(10_000)));
    expect(cuts).toHaveLength(10_000);
    expect(new Set(cuts.map(({ id }) => id)).size).toBe(10_000);
  });

  const made = (subject: string, startMs: number, endMs: number) => ({
    kind: 'cut-made' as const,
    subject,
    startMs,
    endMs,
    reason: 'by hand',
  });
  const byHand = (...cuts: ReturnType<typeof made>[]) =>
    cutsOf(spoken('One two three four.'), { host: { verdicts: [], made: cuts } });

  it('keeps cuts by hand that overlap apart, and one beyond the end takes no words', () => {
    const cuts = byHand(made('first', 0, 700), made('second', 500, 1000), made('late', 90_000, 95_000));
    expect(cuts.map(({ id, words }) => [id, words])).toEqual([
      ['first', { start: 0, end: 2 }],
      ['second', { start: 2, end: 3 }],
      ['late', undefined],
    ]);
  });

  it('drops a cut by hand that ends where it begins, or before', () => {
    expect(byHand(made('empty', 500, 500), made('turned', 900, 300))).toEqual([]);
  });

  it('keeps a cut by hand from an older transcript at its time, with the words that are there now', () => {
    const older = made('mine', 300, 900);
    const now = cutsOf(spoken('A quite different three four.'), { host: { verdicts: [], made: [older] } });
    expect(now).toMatchObject([{ id: 'mine', startMs: 300, endMs: 900, words: { start: 1, end: 3 } }]);
  });

  it('takes ten thousand cuts by hand', () => {
    const cuts = Array.from({ length: 10_000 }, (_, n) => made(`cut ${n}`, n * 10, n * 10 + 5));
    expect(byHand(...cuts)).toHaveLength(10_000);
  });

  it('finds nothing in silence, however long, and leaves it to the pauses', () => {
    const silence = { ...spoken(''), speech: [] };
    expect(cutsOf(silence)).toEqual([]);
    expect(cutsOf(silence, { settings: { profile: 'tight' } })).toEqual([]);
  });

  it('only takes hesitations from a language it has no lists for', () => {
    const swedish = { ...spoken('Vi går i i skogen, ähm, uh, um jul.'), language: 'sv' };
    expect(left(swedish)).toBe('Vi går i i skogen, um jul.');
  });
});

const vocabulary = [
  'um,',
  'the',
  'bread',
  'you',
  'know,',
  'I',
  'mean,',
  'like,',
  'so.',
  'no',
  'sorry,',
  'phone',
  'my',
  'mute',
  'it.',
  'and',
  '|',
];

describe('any speech', () => {
  it('gives cuts in order, inside the file, and without a sound never inside a word that stays', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...vocabulary), { maxLength: 80 }),
        fc.constantFrom('gentle', 'standard', 'tight'),
        fc.option(
          fc.record({
            at: fc.nat(8000),
            length: fc.integer({ min: 30, max: 900 }),
            mode: fc.constantFrom('gap' as const, 'over' as const),
          }),
          { nil: undefined },
        ),
        (tokens, profile, sound) => {
          const transcript = spoken(tokens.join(' '));
          const sounds = sound ? chime(sound.at, sound.at + sound.length, sound.mode) : nothingHeard;
          const cuts = cutsOf(transcript, { settings: { profile }, sounds });
          const endMs = Math.max(
            transcript.words.at(-1)?.endMs ?? 0,
            ...sounds.events.map((event) => event.endMs),
          );
          const taken = (n: number) => cuts.some(({ words }) => words && n >= words.start && n < words.end);
          for (const [n, cut] of cuts.entries()) {
            expect(cut.startMs).toBeGreaterThanOrEqual(cuts[n - 1]?.startMs ?? 0);
            expect(cut.endMs).toBeGreaterThan(cut.startMs);
            expect(cut.endMs).toBeLessThanOrEqual(endMs);
            if (cut.action !== 'cut' || sound) continue;
            for (const [w, word] of transcript.words.entries())
              if (!taken(w))
                expect(
                  cut.startMs < word.endMs - 1 && cut.endMs > word.startMs + 1,
                  `${cut.sub} in ${word.text}`,
                ).toBe(false);
          }
        },
      ),
    );
  });
});
