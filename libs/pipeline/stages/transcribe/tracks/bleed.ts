import type { Transcript } from '#contracts';
import type { TrackWord } from './track-words.js';

type Dropped = Transcript['dropped'];

/** Through loudspeakers and a network a voice comes to another microphone this much later; word times add to it. */
const latestMs = 500;
/** No word lasts longer: how far back one that is still being said may begin. */
const longestWordMs = 5_000;

/**
 * The same word on two tracks is one voice when it is this much louder on one, levelled or as recorded. Two who agree by
 * saying the same at once are levelled alike; a track with nothing but bleed is levelled until it is as loud as a voice.
 */
const sameWord = { levelledDb: 6, recordedDb: 15 };
/**
 * Another word under a louder voice is that voice, heard badly, when it is this much quieter itself and so are the words
 * around it: one word of somebody who talks over another may be swallowed, a row of them is not.
 */
const otherWord = { itselfDb: 6, aroundDb: 9 };
/** So many words to either side, no further away than this. */
const around = { words: 2, ms: 1_500 };
/** The most that one word counts among its neighbours. */
const clearestDb = 20;

/** On a track on which hardly any word is its own, as of somebody who only listens, none is. */
const noVoice = { share: 0.9, recordedDb: 12 };

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const overlapMs = (a: TrackWord['word'], b: TrackWord['word']) =>
  Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);

/**
 * Takes out words that a microphone picked up from somebody else's voice: what is heard on two tracks at once belongs to
 * the louder one.
 * @param words of all tracks, in order of start
 */
export function withoutBleed(words: TrackWord[]): { kept: TrackWord[]; dropped: Dropped } {
  const silent = tracksWithoutVoice(words);
  const { kept, dropped } = withoutOthers(words.filter(({ track }) => !silent.has(track)));
  return { kept, dropped: [...dropped, ...words.filter(({ track }) => silent.has(track)).map(pickedUp)] };
}

function tracksWithoutVoice(words: TrackWord[]): Set<number> {
  const tracks = new Set(words.map(({ track }) => track));
  const isSilent = (track: number) => {
    const own = words.filter((one) => one.track === track);
    const others = own.filter((one) => one.othersRecordedDb >= one.recordedDb + noVoice.recordedDb);
    return others.length >= noVoice.share * own.length;
  };
  return new Set([...tracks].filter(isSilent));
}

const pickedUp = ({ word: { text, startMs, endMs, speaker } }: TrackWord): Dropped[number] => ({
  ...{ startMs, endMs, text },
  reason: `picked up by the microphone of ${speaker}`,
});

function withoutOthers(words: TrackWord[]): { kept: TrackWord[]; dropped: Dropped } {
  const under = words.map(({ othersDb, levelledDb }) =>
    Math.max(-clearestDb, Math.min(clearestDb, othersDb - levelledDb)),
  );
  const aroundDb = meanAround(words, under);
  const kept: TrackWord[] = [];
  const dropped: Dropped = [];
  for (const [i, one] of words.entries()) {
    const near = nearOnOtherTracks(words, i);
    const isSwallowed =
      near.length > 0 && under[i]! >= otherWord.itselfDb && aroundDb[i]! >= otherWord.aroundDb;
    if (!isSwallowed && !isEcho(one, near)) kept.push(one);
    else dropped.push(pickedUp(one));
  }
  return { kept, dropped };
}

/** Whether the same word is heard at the same time from somebody who is louder. */
function isEcho({ word, recordedDb, levelledDb }: TrackWord, near: TrackWord[]): boolean {
  const said = plain(word.text);
  return near.some((other) => {
    if (plain(other.word.text) !== said) return false;
    if (Math.abs(other.word.startMs - word.startMs) > latestMs) return false;
    const louderDb = other.levelledDb - levelledDb;
    const isAlike = Math.abs(louderDb) < sameWord.levelledDb;
    return isAlike ? other.recordedDb >= recordedDb + sameWord.recordedDb : louderDb > 0;
  });
}

/**
 * The mean over each word and its neighbours on the same track, before it or after it, whichever is greater: where what
 * was picked up ends and the track's own speaker begins, only one side tells.
 */
function meanAround(words: TrackWord[], values: number[]): number[] {
  const means = new Array<number>(words.length).fill(0);
  for (const track of new Set(words.map((one) => one.track))) {
    const indices = [...words.keys()].filter((i) => words[i]!.track === track);
    for (const [n, i] of indices.entries()) {
      const mean = (from: number, to: number) => {
        const side = indices
          .slice(Math.max(0, from), to + 1)
          .filter((j) => overlapMs(words[i]!.word, words[j]!.word) >= -around.ms);
        return side.reduce((sum, j) => sum + values[j]!, 0) / side.length;
      };
      means[i] = Math.max(mean(n - around.words, n), mean(n, n + around.words));
    }
  }
  return means;
}

function nearOnOtherTracks(words: TrackWord[], at: number): TrackWord[] {
  const { word, track } = words[at]!;
  const near: TrackWord[] = [];
  const consider = (other: TrackWord) => {
    if (other.track !== track && overlapMs(word, other.word) >= -latestMs) near.push(other);
  };
  for (let i = at - 1; i >= 0 && words[i]!.word.startMs >= word.startMs - longestWordMs; i--)
    consider(words[i]!);
  for (let i = at + 1; i < words.length && words[i]!.word.startMs <= word.endMs + latestMs; i++)
    consider(words[i]!);
  return near;
}
