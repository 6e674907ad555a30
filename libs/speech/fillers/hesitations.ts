/** Hesitation sounds as each language writes them, and a short prompt that makes the decoder write them down. */
interface Hesitations {
  words: string[];
  /** At most 32 characters: longer filler prompts cost whole sentences (m-bain/whisperX issue 693, rescript PR 59). */
  prompt: string;
}

const english: Hesitations = {
  words: ['uh', 'um', 'er', 'uhm', 'erm'],
  prompt: 'Um, uh, so, uh, um, like.',
};

/** Languages without an entry are decoded without a filler prompt. German "um" is a word, so each has its own list. */
const byLanguage: Record<string, Hesitations> = {
  en: english,
  de: { words: ['äh', 'ähm', 'öh', 'hm'], prompt: 'Ähm, äh, also, äh, ja.' },
  fr: { words: ['euh', 'heu', 'hum'], prompt: 'Euh, donc, euh, ben.' },
  es: { words: ['eh', 'em', 'ehm'], prompt: 'Eh, este, em, pues, eh.' },
  it: { words: ['ehm', 'eh', 'uhm'], prompt: 'Ehm, allora, eh, ehm.' },
  nl: { words: ['eh', 'uh', 'ehm', 'uhm'], prompt: 'Eh, uhm, dus, eh.' },
  pt: { words: ['hã', 'hum', 'éh'], prompt: 'Hum, então, hã, hum.' },
};

export const hesitationsOf = (language: string): Hesitations | undefined => byLanguage[language];

const anyHesitation = /^(u+h*m+|u+h+|e+r+m*|ä+h+m*|ö+h+m*|e+u+h+|e+h+m+|h+m+|m+h*m+)$/iu;

/** Whether a written word is a hesitation sound in any language, elongated ones such as "ummm" included. */
export const isHesitation = (text: string): boolean => anyHesitation.test(bare(text));

/** A word without the signs around it, in lower case. */
export const bare = (text: string): string =>
  text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
