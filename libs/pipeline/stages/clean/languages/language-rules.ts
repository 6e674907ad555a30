/** What the rules must know about a language. All words are normalised: lower case, no punctuation. */
export interface LanguageRules {
  /** A whole word that is a hesitation sound. */
  hesitation: RegExp;
  /** Words of grammar: repeated, they are stumbles; a sentence made only of them is a stub. */
  functionWords: ReadonlySet<string>;
  /** Words said twice on purpose. */
  emphatic: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** "Um" is a word in German and Portuguese, "eh" and "er" in others: where a language has no lists, only "uh" and "uhm" go. */
const wordless = /^(u+h+|u+hm+|ä+hm?|e+uh+)$/u;

export const onlyHesitations: LanguageRules = {
  hesitation: wordless,
  functionWords: none,
  emphatic: none,
};
