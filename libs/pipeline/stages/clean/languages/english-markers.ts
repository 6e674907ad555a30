import { type MarkerPlace, type MarkerRule, wordSet } from './language-rules.js';

const knowsSomething =
  wordSet(`do did don't didn't if as that what let would should how to could 'cause they we i may might
  must never already all everything only probably who does doesn't because`);
const knownThing =
  wordSet(`what how that who why when where the if it him her them this whether about your my anything
  something nothing`);

/** "You know what": said with a pause too. */
const question = wordSet('what how that who why when where whether');

/** "You know, people need a moment": not "do you know", not "you know the inventor". */
function youKnow({
  before,
  after,
  markBefore,
  markAfter,
  opens,
  closes,
  pauseAfter,
  longPauseAfter,
  timed,
}: MarkerPlace): number {
  const clauseBefore = longPauseAfter && ['because', "'cause", 'that', 'and', 'but', 'so'].includes(before);
  if (knowsSomething.has(before) && markBefore !== ',' && !opens && !clauseBefore) return 0;
  if (markAfter === ',') return opens || markBefore === ',' ? 0.9 : 0.8;
  if (markAfter === '…') return 0.8;
  if (closes) return timed && !opens ? 0.7 : 0;
  if (markAfter !== '') return 0;
  if (markBefore === ',' && !timed && !knownThing.has(after)) return 0.65;
  const setApart = pauseAfter && (opens || markBefore === ',') && !question.has(after);
  return longPauseAfter || setApart || (pauseAfter && !knownThing.has(after)) ? 0.7 : 0;
}

/** "I mean, a full one": not "what I mean", not "I mean it". */
function iMean({ before, after, markAfter, pauseAfter }: MarkerPlace): number {
  if (['what', 'you', 'do', 'that', 'which'].includes(before)) return 0;
  if (markAfter === ',') return 0.9;
  return markAfter === '' && pauseAfter && !['what', 'that', 'it', 'this', 'by'].includes(after) ? 0.7 : 0;
}

/** A recogniser that drops "I" leaves "mean," at the head of a sentence, one that drops "you" leaves ", know,". */
const halfMarker = ({ opens, markBefore, markAfter }: MarkerPlace): number =>
  (opens || markBefore === ',') && markAfter === ',' ? 0.8 : 0;

const somethingsKind =
  wordSet(`a the this that what some any same every one another these those all new which my your his her
  their our different no other right best certain`);

function kindOf({
  before,
  markAfter,
  markBefore,
  pauseBefore,
  pauseAfter,
  closes,
  opens,
  timed,
}: MarkerPlace): number {
  if (somethingsKind.has(before) && markBefore === '') return 0;
  if (markAfter === ',') return 0.8;
  if (closes) return timed && pauseAfter && markAfter === '.' && !opens ? 0.62 : 0;
  return pauseAfter && (pauseBefore || markBefore !== '') ? 0.65 : 0;
}

const set = {
  preposition: wordSet('of about as into with on at for from by in than through between around'),
  conjunction: wordSet('and or but because so that where when'),
  takesObject:
    wordSet(`have had has got get getting need take took make made use used using understand see build buy spend
    do did doing create talk know tokenized give gave want find found`),
  copula: wordSet("is are was were be been it's that's they're you're we're i'm he's she's"),
  likes:
    wordSet(`i you we they he she who would i'd you'd we'd they'd do don't didn't does doesn't did really also to people
    look looks looked looking sound sounds sounded feel feels felt seem seems seemed taste tastes smell smells act acts
    something anything nothing stuff things just more much not exactly somewhat what's someone somebody never always still`),
  clause: wordSet(
    "i we you they he she it it's there's how what why okay hey i'm you're they're we're that's who where",
  ),
  object: wordSet('it that them to him her me us this those these'),
  comparison: wordSet('most many all any every other others so me him you us an my'),
  article: wordSet('the a an my your his her its our their'),
  /** After these a sentence may begin with a likeness, and in a written transcript seldom does. */
  determiner: wordSet('it that this these those a the'),
};

const isNumber = (word: string) =>
  /^\d/.test(word) || wordSet('ten twenty thirty forty fifty hundred').has(word);

/** "Like" that is no verb, no likeness and no example. */
function like(place: MarkerPlace): number {
  const {
    before,
    after,
    opens,
    closes,
    markBefore,
    markAfter,
    pauseBefore,
    pauseAfter,
    longPauseAfter,
    timed,
  } = place;
  const verbOrLikeness = set.likes.has(before) && markBefore === '' && !opens;
  if (markAfter === ',' && set.copula.has(before) && markBefore === '') return 0.45;
  if (markAfter === ',') return verbOrLikeness ? 0 : markBefore === ',' || opens ? 0.9 : 0.75;
  if (verbOrLikeness) return 0;
  if (closes) return set.copula.has(before) || (timed && pauseAfter) ? 0.65 : 0;
  // "It's warm, like the back of the fridge": a likeness may follow a comma.
  const likeness = markBefore === ',' && set.article.has(after) && !longPauseAfter;
  if (timed && pauseAfter && !likeness && (pauseBefore || opens || markBefore !== '')) return 0.7;
  if (opens && set.determiner.has(after)) return timed ? 0.4 : 0.62;
  if (opens) return set.comparison.has(after) ? 0.4 : timed && !set.clause.has(after) ? 0.5 : 0.75;
  if (markBefore === ',') return set.clause.has(after) ? 0.62 : 0.3;
  if (markBefore !== '') return 0;
  return wordBefore(before, after);
}

/** Without any mark, only grammar tells: no likeness follows a preposition, and few follow a verb's object place. */
function wordBefore(before: string, after: string): number {
  if (isNumber(after)) return 0.45;
  if (set.preposition.has(before)) return 0.8;
  if (set.conjunction.has(before)) return set.object.has(after) ? 0 : 0.65;
  if (set.takesObject.has(before)) return 0.75;
  return set.copula.has(before) && set.clause.has(after) ? 0.5 : 0;
}

const parenthesis =
  (sure: number) =>
  ({ markBefore, markAfter }: MarkerPlace) =>
    markBefore === ',' && markAfter === ',' ? sure : 0;

export const englishMarkers: readonly MarkerRule[] = [
  { says: ['you', 'know'], sub: 'you know', confidence: youKnow },
  { says: ['i', 'mean'], sub: 'i mean', confidence: iMean },
  { says: ['kind', 'of'], sub: 'kind of', confidence: kindOf },
  { says: ['sort', 'of'], sub: 'sort of', confidence: kindOf },
  { says: ['i', "don't", 'know'], sub: "i don't know", confidence: parenthesis(0.75) },
  { says: ['i', 'guess'], sub: 'i guess', confidence: parenthesis(0.7) },
  { says: ['like'], sub: 'like', confidence: like },
  { says: ['mean'], sub: 'i mean', confidence: halfMarker },
  { says: ['know'], sub: 'you know', confidence: halfMarker },
];
