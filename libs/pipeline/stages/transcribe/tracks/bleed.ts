import type { Transcript } from '#contracts';
import type { TrackWord } from './track-words.js';

type Dropped = Transcript['dropped'];

/** Through loudspeakers and a network a voice comes to another microphone this much later; word times add to it. */
const latestMs = 500;
/** No word lasts longer: how far back one that is still being said may begin. */
const longestWordMs = 5_000;

/**
 * The same word on two tracks is one voice when it is this much louder on one, levelled or as recorded. Two who agree by
 * saying the same at once are levelled alike; a track with nothing but bleed was turned up until it is as loud as a voice.
 */
const sameWord = { levelledDb: 6, recordedDb: 15 };
/** Another word under a voice this much louder is that voice, heard badly. Our measurement: backchannels are within 12. */
const otherWordDb = 15;
/** … when the louder words cover this share of it. */
const coveredShare = 0.5;

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const overlapMs = (a: TrackWord['word'], b: TrackWord['word']) =>
  Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);

/**
 * Takes out words that a microphone picked up from somebody else's voice: what is heard on two tracks at once belongs to
 * the louder one.
 * @param words of all tracks, in order of start
 */
export function withoutBleed(words: TrackWord[]): { kept: TrackWord[]; dropped: Dropped } {
  const kept: TrackWord[] = [];
  const dropped: Dropped = [];
  for (const [i, one] of words.entries()) {
    const { text, startMs, endMs, speaker } = one.word;
    const near = nearOnOtherTracks(words, i);
    if (isEcho(one, near) || isCovered(one, near))
      dropped.push({ startMs, endMs, text, reason: `picked up by the microphone of ${speaker}` });
    else kept.push(one);
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

function isCovered({ word, levelledDb }: TrackWord, near: TrackWord[]): boolean {
  const coveredMs = near
    .filter((other) => other.levelledDb >= levelledDb + otherWordDb)
    .reduce((sum, other) => sum + Math.max(0, overlapMs(word, other.word)), 0);
  return coveredMs >= coveredShare * (word.endMs - word.startMs);
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
