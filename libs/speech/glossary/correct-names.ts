import type { GlossaryTerm, Transcript, Word } from '#contracts';
import { knownWords } from './common-words.js';
import { type CorrectionVerdict, type DecidedCorrection, decideCorrections } from './decided-corrections.js';
import { findCorrections } from './find-corrections.js';
import { prepareTerms } from './terms.js';

/**
 * Puts a show's names right by sound, in a transcript that was heard or handed in. Each correction keeps what was heard,
 * its rule and how sure it is. Precision before recall: everyday words stay unless several say a name together.
 * @param verdicts the host's on single corrections: what is rejected is as it was heard, what is accepted stays
 */
export async function correctNames(
  transcript: Transcript,
  glossary: GlossaryTerm[],
  verdicts: CorrectionVerdict[] = [],
): Promise<Transcript> {
  const found = glossary.length > 0 ? await find(transcript, glossary) : [];
  return apply(transcript, decideCorrections(transcript.words, found, glossary, verdicts));
}

async function find({ words, language }: Transcript, glossary: GlossaryTerm[]) {
  const known = await knownWords(language);
  // A filler between the parts of a name ends the search as a full stop does.
  const texts = words.map(({ text, kind }) => (kind === 'filler' ? '.' : text));
  const speakers = [...new Set(words.flatMap(({ speaker }) => speaker ?? []))];
  return findCorrections(texts, prepareTerms(glossary, language), language, known, speakers);
}

function apply(transcript: Transcript, decided: DecidedCorrection[]): Transcript {
  const words: Word[] = [];
  const corrections: Transcript['corrections'] = [];
  const newIndex: number[] = [];
  let at = 0;
  const keep = (to: number) => {
    for (; at < to; at++) newIndex[at] = words.push(transcript.words[at]!) - 1;
  };
  for (const { id, from, to, heard, right, rule, confidence, state } of decided) {
    keep(from);
    const wordStart = words.length;
    if (state === 'rejected') keep(to);
    else {
      for (; at < to; at++) newIndex[at] = wordStart;
      const opens = from === 0 || /[.?!]$/.test(transcript.words[from - 1]!.text);
      words.push(...rewritten(transcript.words.slice(from, to), opens ? withCapital(right) : right));
    }
    corrections.push({ id, wordStart, wordEnd: words.length, heard, right, rule, confidence, state });
  }
  keep(transcript.words.length);
  const paragraphs = [...new Set(transcript.paragraphs.map((index) => newIndex[index]!))];
  return { ...transcript, words, paragraphs, corrections: [...transcript.corrections, ...corrections] };
}

/** The right words over the time of those heard, with the signs that stood around them. */
function rewritten(heard: Word[], right: string): Word[] {
  const [first, last] = [heard[0]!, heard.at(-1)!];
  const before = /^[^\p{L}\p{N}.-]+/u.exec(first.text)?.[0] ?? '';
  const after = /[^\p{L}\p{N}]+$/u.exec(last.text)?.[0] ?? '';
  const text = before + right + after;
  const pieces = text.split(' ');
  const perCharacter = (last.endMs - first.startMs) / text.length;
  const confidence = Math.min(...heard.map((word) => word.confidence));
  let at = 0;
  return pieces.map((piece, i) => {
    const startMs = first.startMs + at * perCharacter;
    at += piece.length + 1;
    const endMs = i === pieces.length - 1 ? last.endMs : first.startMs + at * perCharacter;
    const heardText = i === 0 ? { heard: heard.map((word) => word.text).join(' ') } : {};
    return {
      ...first,
      text: piece,
      startMs: Math.round(startMs),
      endMs: Math.round(endMs),
      confidence,
      ...heardText,
    };
  });
}

const withCapital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
