/** Where a discourse marker stands. Words are normalised; marks are one of , . ? ! ; : … or empty. */
export interface MarkerPlace {
  before: string;
  after: string;
  /** First or last of its sentence. */
  opens: boolean;
  closes: boolean;
  markBefore: string;
  markAfter: string;
  /** Silence that parts it from its neighbours; always false when times were not measured. */
  pauseBefore: boolean;
  pauseAfter: boolean;
  /** Hardly found inside a phrase. */
  longPauseAfter: boolean;
  timed: boolean;
}

/** A phrase that often carries no meaning. */
export interface MarkerRule {
  says: readonly string[];
  sub: string;
  /** How sure it is that it carries none at this place: 0 for not at all. */
  confidence(place: MarkerPlace): number;
}

/** Words with which a speaker takes back what was said last. */
export interface EditTerm {
  says: readonly string[];
  /** 0 to 1: how seldom it means anything else. */
  strength: number;
}

/** One sign that a sentence is about an interruption, or is not. `says` is matched against normalised words. */
export interface Sign {
  /** names: the noise or who makes it; acts: on it, or an apology for it. */
  tells: 'names' | 'acts' | 'both' | 'nothing';
  weight: number;
  says: RegExp;
}

/** How talk about a ringing phone sounds: weights add up, guards speak against. */
export interface InterruptionRules {
  signs: readonly Sign[];
  /** Signs that notifications are the subject of the show rather than its interruption. */
  guards: readonly Omit<Sign, 'tells'>[];
}

export type WordSet = ReadonlySet<string>;

/** What the rules must know about a language. All words are normalised: lower case, no punctuation. */
export interface LanguageRules {
  /** A whole word that is a hesitation sound. */
  hesitation: RegExp;
  /** What recognisers write for a swallowed hesitation: short, and hardly more than its vowel. */
  soundAlikes: WordSet;
  /** Short words that most sentences begin with, and that sound like a hesitation to a decoder there. */
  phraseOpeners: WordSet;
  /** Words of grammar: repeated, they are stumbles. */
  functionWords: WordSet;
  /** Words said twice on purpose. */
  emphatic: WordSet;
  /** Words of grammar that rightly stand twice ("had had"). */
  doubled: WordSet;
  /** Words for numbers. */
  numbers: WordSet;
  /** Subjects: a restart that has one is a clause, not emphasis. */
  subjects: WordSet;
  /** A noun follows these. */
  articles: WordSet;
  /** After a content word these make a pair, not a restart ("rang and rang"). */
  joining: WordSet;
  /** A clause begins after these. */
  conjunctions: WordSet;
  /** Words of grammar that a clause may well end with ("before you know it"). */
  pointers: WordSet;
  /** No clause ends with these: where a comma follows, it was abandoned. */
  unfinished: WordSet;
  /** After an unfinished word and a comma these begin an aside, and the clause goes on after it. */
  asideOpeners: WordSet;
  /** Words that set a second go beside the first ("or"). */
  alternatives: WordSet;
  /** Sentences made of these alone lead nowhere. */
  stubs: WordSet;
  markers: readonly MarkerRule[];
  /** Longest first. */
  editTerms: readonly EditTerm[];
  /** Words with which a question or clause starts anew. */
  openers: WordSet;
  /** Words that replace each other in a correction: prepositions, articles, months … */
  alike: readonly WordSet[];
  interruption: InterruptionRules;
  /** Whole sentences in which a speaker looks for their notes. */
  searching: readonly RegExp[];
}

const none: WordSet = new Set();

/** Only sounds that are a word in no language: "um" is one in German, "er" and "eh" elsewhere. */
const wordless = /^(u+h+|u+hm+|ä+hm?|e+uh+)$/u;

export const onlyHesitations: LanguageRules = {
  hesitation: wordless,
  soundAlikes: none,
  phraseOpeners: none,
  functionWords: none,
  emphatic: none,
  doubled: none,
  numbers: none,
  subjects: none,
  articles: none,
  joining: none,
  conjunctions: none,
  pointers: none,
  unfinished: none,
  asideOpeners: none,
  alternatives: none,
  stubs: none,
  markers: [],
  editTerms: [],
  openers: none,
  alike: [],
  interruption: { signs: [], guards: [] },
  searching: [],
};

/** A set of words written with blanks between them. */
export const wordSet = (words: string): WordSet => new Set(words.trim().split(/\s+/));
