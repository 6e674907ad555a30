import type { Word } from '#contracts';
import type { Passage, TimedWord } from './parsed-transcript.js';

/** Where nothing says when text ends: 15 characters a second, a podcast's usual pace (150 words a minute). */
const msPerCharacter = 66;

/** Gives every word a time: its own, or spread by length between the times that are known. Words come in order, not overlapping. */
export function spreadWords(
  passages: Passage[],
  durationMs: number | null,
): { words: Word[]; paragraphs: number[] } {
  const words: Word[] = [];
  const paragraphs: number[] = [];
  for (const group of groups(passages)) {
    const timed = group.passages.map((passage) => passage.words ?? null);
    const spread = spreadGroup(group, durationMs);
    for (const [i, passage] of group.passages.entries()) {
      const own = timed[i] ?? spread[i]!;
      if (own.length > 0 && (!passage.joins || words.length === 0)) paragraphs.push(words.length);
      words.push(...own.map((word) => toWord(word, passage.speaker)));
    }
  }
  return { words: inOrder(words, durationMs), paragraphs };
}

interface Group {
  passages: Passage[];
  startMs: number;
  endMs: number | null;
}

/** A timed passage and the untimed ones after it share the time up to the next timed one. */
function groups(passages: Passage[]): Group[] {
  const found: Group[] = [];
  for (const passage of passages) {
    const last = found.at(-1);
    if (passage.startMs === null && last) last.passages.push(passage);
    else found.push({ passages: [passage], startMs: passage.startMs ?? 0, endMs: null });
  }
  return found.map((group, i) => {
    const nextMs = found[i + 1]?.startMs ?? null;
    const ownMs = group.passages.length === 1 ? group.passages[0]!.endMs : null;
    const endMs = ownMs === null ? nextMs : Math.min(ownMs, nextMs ?? ownMs);
    return { ...group, endMs: endMs === null ? null : Math.max(group.startMs, endMs) };
  });
}

function spreadGroup({ passages, startMs, endMs }: Group, durationMs: number | null): TimedWord[][] {
  const texts = passages.map(({ text }) => text.split(/\s+/).filter((word) => word !== ''));
  const characters = texts.flat().reduce((sum, word) => sum + word.length + 1, 0);
  const lastMs = endMs ?? durationMs ?? startMs + characters * msPerCharacter;
  const perCharacter = Math.max(0, lastMs - startMs) / Math.max(1, characters);
  let at = 0;
  return texts.map((words) =>
    words.map((text) => {
      const from = at;
      at += text.length + 1;
      return { text, startMs: startMs + from * perCharacter, endMs: startMs + at * perCharacter };
    }),
  );
}

const toWord = ({ text, startMs, endMs, confidence }: TimedWord, speaker: string | undefined): Word => ({
  text,
  startMs,
  endMs,
  confidence: Math.min(1, Math.max(0, confidence ?? 1)),
  ...(speaker ? { speaker } : {}),
});

/** Words of other people's files overlap by a little, or stand past the end. */
function inOrder(words: Word[], durationMs: number | null): Word[] {
  const mostMs = durationMs ?? Number.POSITIVE_INFINITY;
  let endMs = 0;
  return words.map((word, i) => {
    const startMs = Math.min(Math.max(word.startMs, endMs), mostMs);
    const nextMs = words[i + 1]?.startMs ?? Number.POSITIVE_INFINITY;
    endMs = Math.min(Math.max(startMs, Math.min(word.endMs, Math.max(nextMs, startMs))), mostMs);
    return { ...word, startMs: Math.round(startMs), endMs: Math.round(endMs) };
  });
}
