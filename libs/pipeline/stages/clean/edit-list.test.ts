import { describe, expect, it } from 'vitest';
import type { Cut } from '#contracts';
import { makeEditList } from './edit-list.js';
import type { Finding } from './finding.js';
import type { ReadWord } from './reading.js';

type Said = [text: string, startMs: number, endMs: number];

const read = (said: Said[]): ReadWord[] =>
  said.map(([text, startMs, endMs], index) => ({
    index,
    text,
    norm: text.replace(',', ''),
    mark: /,$/.exec(text)?.[0] ?? '',
    startMs,
    endMs,
    pauseAfterMs: (said[index + 1]?.[1] ?? endMs) - endMs,
    startsParagraph: false,
    speaker: undefined,
    isFiller: false,
    heard: undefined,
    confidence: 1,
    fillerProbability: 0,
    hesitationLikeness: 0,
  }));

/** Where the cut of the one word at `at` begins and ends. */
function spanOfCut(said: Said[], at: number, sub = 'um') {
  const finding: Finding = {
    kind: 'filler',
    sub,
    action: 'cut',
    reason: 'It carries no meaning.',
    confidence: 1,
    evidence: ['text', 'sound'],
    at: { words: { start: at, end: at + 1 } },
  };
  const rules = { thresholdsOf: () => ({ auto: 0.5, propose: 0.5 }), neverCut: [], learnedPhrases: [] };
  const [cut] = makeEditList([finding], read(said), rules, { verdicts: [], made: [] });
  return [cut?.startMs, cut?.endMs];
}

describe('the edges of a cut', () => {
  it('stay away from a word that touches it: recognisers place such edges early', () => {
    expect(
      spanOfCut(
        [
          ['at', 0, 170],
          ['um', 170, 370],
          ['the', 500, 580],
        ],
        1,
      ),
    ).toEqual([215, 400]);
  });

  it('take all of a hesitation that is short, or after a word that holds its beginning', () => {
    expect(
      spanOfCut(
        [
          ['in', 0, 130],
          ['uh', 130, 210],
          ['a', 400, 450],
        ],
        1,
      )[0],
    ).toBe(130);
    expect(
      spanOfCut(
        [
          ['hear', 0, 380],
          ['um', 380, 570],
          ['a', 900, 950],
        ],
        1,
      )[0],
    ).toBe(380);
  });

  it('leave the next word what a too long word took of it', () => {
    expect(
      spanOfCut(
        [
          ['know', 0, 450],
          ['oak', 500, 700],
        ],
        0,
        'you know',
      )[1],
    ).toBeLessThan(280);
    expect(
      spanOfCut(
        [
          ['um', 0, 570],
          ['the', 570, 700],
        ],
        0,
      ),
    ).toEqual([0, 350]);
  });

  it('keep away from the word before a hesitation that the recogniser wrote as such, and from the word after it', () => {
    const said: Said[] = [
      ['of', 0, 170],
      ['uh', 170, 480],
      ['in', 480, 570],
    ];
    expect(spanOfCut(said, 1, 'uh')).toEqual([215, 435]);
  });

  it('leave a word its usual length where the recogniser gave it hardly any', () => {
    const said: Said[] = [
      ['aloud,', 0, 300],
      ['to', 650, 700],
      ['uh,', 700, 1010],
      ['the', 1300, 1400],
    ];
    expect(spanOfCut(said, 2, 'uh')[0]).toBeGreaterThanOrEqual(760);
  });

  it('take more of a word that is drawn out before a comma', () => {
    const said: Said[] = [
      ['on,', 0, 430],
      ['on', 430, 530],
    ];
    const [, endMs] = spanOfCut(said, 0, 'repetition');
    expect(endMs).toBeGreaterThan(150);
    expect(endMs).toBeLessThan(250);
  });

  it('take less of the quiet after a filler than of speech: it may be music', () => {
    expect(
      spanOfCut(
        [
          ['so', 0, 200],
          ['um', 400, 600],
          ['the', 2000, 2100],
        ],
        1,
      ),
    ).toEqual([400, 700]);
  });
});

it('is surer of a sound that waits when a scan hears it too, and still waits', () => {
  const sound: Finding = {
    ...{ kind: 'notification', sub: 'sound', action: 'cut', reason: 'A sound in a pause.', confidence: 0.48 },
    ...{ evidence: ['sound'], at: { span: { startMs: 1000, endMs: 1500 } } },
  };
  const rules = { thresholdsOf: () => ({ auto: 0.5, propose: 0.45 }), neverCut: [], learnedPhrases: [] };
  const host = { verdicts: [], made: [] };
  const [waiting] = makeEditList([sound], [], rules, host);
  const scanned = (startMs: number): Cut => ({
    ...{ ...waiting!, id: 'scan', startMs, endMs: startMs + 500 },
    ...{ reason: 'Heard before in “Birds” at 12:30.', confidence: 0.7 },
  });
  const cutsWith = (startMs: number) => makeEditList([sound], [], rules, host, [scanned(startMs)]);
  expect(cutsWith(1100)).toEqual([
    {
      ...waiting,
      confidence: expect.closeTo(0.844),
      reason: 'A sound in a pause. Heard before in “Birds” at 12:30.',
    },
  ]);
  expect(cutsWith(4000)).toEqual([waiting, scanned(4000)]);
});
