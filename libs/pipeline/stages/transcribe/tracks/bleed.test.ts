import { describe, expect, it } from 'vitest';
import { withoutBleed } from './bleed.js';
import type { TrackWord } from './track-words.js';

const speakers = ['Ada', 'Ben'];

/** Words said one after another every 300 ms on one track, where the other one is so much louder. */
const said = (
  track: number,
  text: string,
  { fromMs = 0, levelledDb = 0, othersDb = -40, recordedDb = -25, othersRecordedDb = -60 } = {},
): TrackWord[] =>
  text.split(' ').map((text, i) => {
    const startMs = fromMs + i * 300;
    const word = { text, startMs, endMs: startMs + 250, confidence: 1, speaker: speakers[track] };
    return { word, track, recordedDb, levelledDb, othersDb, othersRecordedDb };
  });
const inOrder = (...words: TrackWord[][]) => words.flat().sort((a, b) => a.word.startMs - b.word.startMs);
const left = (words: TrackWord[]) =>
  withoutBleed(words).kept.map(({ word }) => `${word.speaker}: ${word.text}`);

describe('what is heard on two tracks at once', () => {
  it('belongs to the louder one, also where the other heard it late and badly', () => {
    const ada = said(0, 'we record the whole weather here');
    const bleed = said(1, 'we record a hole whether here', { fromMs: 90, levelledDb: -18, othersDb: 0 });
    const { kept, dropped } = withoutBleed(inOrder(ada, bleed));
    expect(kept.map(({ word }) => word)).toEqual(ada.map(({ word }) => word));
    expect(dropped).toHaveLength(6);
    expect(dropped[0]).toMatchObject({ text: 'we', reason: 'picked up by the microphone of Ben' });
  });

  it('belongs to who was recorded louder when a track holds nothing but the other voice', () => {
    const ada = said(0, 'nobody else is here', { othersDb: 0 });
    const bleed = said(1, 'no body hears', {
      ...{ fromMs: 80, othersDb: 0 },
      ...{ recordedDb: -50, othersRecordedDb: -25 },
    });
    expect(left(inOrder(ada, bleed))).toEqual(ada.map(({ word }) => `Ada: ${word.text}`));
  });

  it('stays twice when two really say it', () => {
    const ada = said(0, 'yes', { othersDb: -1 });
    const ben = said(1, 'Yes.', { fromMs: 60, levelledDb: -2, othersDb: 0 });
    expect(left(inOrder(ada, ben))).toEqual(['Ada: yes', 'Ben: Yes.']);
  });

  it('stays where one quiet word of somebody who talks over another is nearly swallowed', () => {
    const ada = said(0, 'and then we went on and on', { fromMs: 900, othersDb: -3 });
    const ben = said(1, 'but why did', { othersDb: -20 });
    const swallowed = said(1, 'you', { fromMs: 900, levelledDb: -10, othersDb: 0 });
    const rest = said(1, 'go', { fromMs: 1_200, levelledDb: -2, othersDb: 0 });
    expect(left(inOrder(ada, ben, swallowed, rest)).filter((word) => word.startsWith('Ben'))).toHaveLength(5);
  });

  it('is never lost on every track', () => {
    const quieter = { levelledDb: -7, recordedDb: -20, othersDb: 0 };
    const words = inOrder(said(0, 'hello', quieter), said(1, 'hello', { recordedDb: -40 }));
    expect(left(words)).toHaveLength(1);
  });
});
