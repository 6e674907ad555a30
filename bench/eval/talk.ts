import { readFileSync } from 'node:fs';
import type { Transcript, Word } from '#contracts';

/** Something that is spoken of, in sentences that hold together, with a question that they answer. */
export interface Subject {
  name: string;
  sentences: string[];
  question: { text: string; answer: string };
}
/** A talk made of subjects one after the other, with where each begins. */
export interface Talk {
  subjects: Subject[];
  transcript: Transcript;
  /** Where each subject but the first begins. */
  boundariesMs: number[];
}

const subjects: Subject[] = JSON.parse(readFileSync(new URL('./subjects.json', import.meta.url), 'utf8'));

/** 2.6 words a second, as people talk; a longer breath where the subject changes. */
const wordMs = 385;
const pauseMs = 300;
const breathMs = 900;

/** Talks over the same subjects in other orders, so that no order is learned by heart. */
export const talks: Talk[] = [
  [0, 1, 2, 3, 4],
  [3, 5, 0, 6],
  [7, 4, 1, 5, 2, 6],
].map((order) => makeTalk(order.map((index) => subjects[index]!)));

/** @param aside said after the second sentence of the first subject, such as an attack */
export function makeTalk(chosen: Subject[], aside?: string): Talk {
  const words: Word[] = [];
  const boundariesMs: number[] = [];
  let atMs = 0;
  const say = (sentence: string, pauseBeforeMs: number) => {
    atMs += pauseBeforeMs;
    for (const text of sentence.split(' ')) {
      words.push({ text, startMs: atMs, endMs: atMs + wordMs - 40, confidence: 1 });
      atMs += wordMs;
    }
  };
  for (const [s, { sentences }] of chosen.entries())
    for (const [i, sentence] of sentences.entries()) {
      say(sentence, i === 0 && s > 0 ? breathMs : pauseMs);
      if (i === 0 && s > 0) boundariesMs.push(atMs - sentence.split(' ').length * wordMs);
      if (s === 0 && i === 1 && aside) say(aside, pauseMs);
    }
  const transcript: Transcript = {
    ...{ language: 'en', engine: { name: 'import', model: 'text' }, timing: 'interpolated', words },
    ...{ paragraphs: words.length > 0 ? [0] : [], speech: [], corrections: [], dropped: [], speakers: [] },
  };
  return { subjects: chosen, transcript, boundariesMs };
}
