import {
  type LanguageRules,
  type MarkerPlace,
  type MarkerRule,
  onlyHesitations,
  wordSet,
} from './language-rules.js';

/** Shown to the host and not cut: nobody has measured yet how often these mean something. */
const onlyProposed = 0.52;

/** A marker counts only where commas or pauses set it apart on both sides, or its sentence begins or ends there. */
const whereSetApart = ({
  opens,
  closes,
  markBefore,
  markAfter,
  pauseBefore,
  pauseAfter,
}: MarkerPlace): number => {
  const before = opens || markBefore === ',' || pauseBefore;
  const after = closes || markAfter === ',' || pauseAfter;
  return before && after && !(opens && closes) ? onlyProposed : 0;
};

const marker = (says: string): MarkerRule => ({
  says: says.split(' '),
  sub: says,
  confidence: whereSetApart,
});

/** What is known of a language in which only the safest rules run: hesitation sounds, stumbles, set-apart markers. */
export interface SafeRules {
  hesitation: RegExp;
  /** Words of grammar that are never rightly said twice in a row. */
  functionWords: string;
  /** Words said twice on purpose. */
  emphatic: string;
  subjects: string;
  joining: string;
  numbers: string;
  markers: readonly string[];
}

/** Rules that were made with care for precision and have not been measured on recordings in their language. */
export const safeRules = (rules: SafeRules): LanguageRules => ({
  ...onlyHesitations,
  hesitation: rules.hesitation,
  functionWords: wordSet(rules.functionWords),
  emphatic: wordSet(rules.emphatic),
  subjects: wordSet(rules.subjects),
  joining: wordSet(rules.joining),
  numbers: wordSet(rules.numbers),
  markers: rules.markers.map(marker),
});
