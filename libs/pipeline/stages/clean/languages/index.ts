import { dutch } from './dutch.js';
import { english } from './english.js';
import { french } from './french.js';
import { german } from './german.js';
import { italian } from './italian.js';
import { type LanguageRules, onlyHesitations } from './language-rules.js';
import { portuguese } from './portuguese.js';
import { spanish } from './spanish.js';

const rulesByCode: Record<string, LanguageRules> = {
  de: german,
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  nl: dutch,
  pt: portuguese,
};

/** The lists of a language, by ISO 639-1 code; hesitation sounds alone for languages without lists. */
export const languageOf = (code: string): LanguageRules => rulesByCode[code.slice(0, 2)] ?? onlyHesitations;

export type { LanguageRules, MarkerPlace, MarkerRule, WordSet } from './language-rules.js';
