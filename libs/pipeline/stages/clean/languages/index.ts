import { english } from './english.js';
import { type LanguageRules, onlyHesitations } from './language-rules.js';

const rulesByCode: Record<string, LanguageRules> = { en: english };

/** The lists of a language, by ISO 639-1 code; hesitation sounds alone for languages without lists. */
export const languageOf = (code: string): LanguageRules => rulesByCode[code.slice(0, 2)] ?? onlyHesitations;

export type { LanguageRules, MarkerPlace, MarkerRule, WordSet } from './language-rules.js';
