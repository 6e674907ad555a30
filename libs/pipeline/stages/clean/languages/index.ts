import { english } from './english.js';
import type { LanguageRules } from './language-rules.js';
import { onlyHesitations } from './language-rules.js';

const rulesByCode: Record<string, LanguageRules> = { en: english };

/** The lists of a language, by ISO 639-1 code; hesitation sounds alone for languages without lists. */
export const languageOf = (code: string): LanguageRules => rulesByCode[code.slice(0, 2)] ?? onlyHesitations;

export type { LanguageRules } from './language-rules.js';
