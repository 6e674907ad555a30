import { englishInterruption } from './english-interruption.js';
import { englishMarkers } from './english-markers.js';
import { type EditTerm, type LanguageRules, wordSet } from './language-rules.js';

const subjects = wordSet(
  "i you he she it we they there that this i'm it's he's she's we're they're you're there's that's who what",
);

const edit = (says: string, strength: number): EditTerm => ({ says: says.split(' '), strength });

/** Longest first, so that "no wait" is not read as "no". */
const editTerms = [
  edit("that's not right", 0.9),
  edit('no i mean', 0.9),
  edit('scratch that', 0.95),
  edit('strike that', 0.95),
  edit('make that', 0.85),
  edit('pardon me', 0.7),
  edit('or rather', 0.85),
  edit('or actually', 0.7),
  edit('or better', 0.6),
  edit('or no', 0.8),
  edit('no wait', 0.9),
  edit('wait no', 0.9),
  edit('no sorry', 0.9),
  edit("no i'm sorry", 0.9),
  edit("i'm sorry", 0.48),
  edit('i mean', 0.44),
  edit('i meant', 0.8),
  edit('change this to', 0.6),
  edit('change that to', 0.6),
  edit('correction', 0.6),
  edit('oops', 0.8),
  edit('sorry', 0.48),
  edit('nope', 0.45),
  edit('no', 0.45),
  edit('wait', 0.43),
  edit('rather', 0.45),
  edit('actually', 0.42),
  edit('instead', 0.42),
].sort((a, b) => b.says.length - a.says.length);

export const english: LanguageRules = {
  hesitation: /^(u+h*m+|u+h+|uhm+|e+r+m*|h+m+|m+h*m+|a+h+|e+h+|ahem)$/,
  soundAlikes: wordSet("up of on but and i'm i'll a oh ah em am ear"),
  phraseOpeners: wordSet('a an the my your our his her at in we to for it this that there'),
  functionWords:
    wordSet(`the a an i we you he she it they and but or so to of in on at for with is was are were
    my your our their this that there if because as be it's i'm we're they're you're that's there's he's she's
    i've we've what when where how which who have has had can could will would just then into from by about me
    not do does did don't each some every any most one these those i'll we'll i'd cause`),
  emphatic:
    wordSet(`very really so no yes more many much far long way too big bye ha well never always again right
    okay ok wait go knock ho boo please thank thanks sorry hey hi hello wow ever deep up down over round`),
  doubled: wordSet('that had is do you it in on was are'),
  numbers: wordSet(
    'one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion',
  ),
  subjects,
  articles: wordSet('the a an my your his her its our their'),
  joining: wordSet('and or but by to after for upon'),
  conjunctions: wordSet('and but so because or if when'),
  pointers: wordSet('it that this you me them here there then'),
  unfinished:
    wordSet(`the a an and or my your our their its if because it's that's they're we're you're i'm there's he's
    she's i we they he`),
  asideOpeners: wordSet(
    'of in for as by with if when like you i again for well at on although while depending most especially',
  ),
  alternatives: wordSet('or'),
  stubs: wordSet('so and but then yeah like because or the it just'),
  markers: englishMarkers,
  editTerms,
  openers: wordSet('what which who whose when where why how'),
  alike: [
    wordSet('in on at by from into during after before around over under of for with to'),
    wordSet('the a an this that these those his her its their my your our'),
    wordSet('is was are were did does do has have had can could will would'),
  ],
  interruption: englishInterruption,
  searching: [
    /(?:^|\b(?:so|and|is) )what (?:is|was) (?:it|that|this)(?: called)?$/,
    /\bwhat is it\b/,
    /\b(?:make sure|see if|want to|wanna|trying to|try to|let me|can i)(?: that)?(?: i)?(?: can)? find (?:it|that|this|my|the (?:page|part|section|notes?|spot|place))\b/,
    /^(?:okay |ok |so |right )*(?:let me see|let's see|let me check|let me look|where (?:is|was) (?:it|that|i)|where am i|i lost my place|bear with me|i see this|here it is|there it is|found it|here we are|i can't find (?:it|that|this))(?: here| now)?$/,
    /^(?:[\w']+ ){0,3}(?:i've|i have|i|i think i) lost my (?:page|place|notes|spot|thread)\b/,
    /^(?:[\w']+ ){0,2}(?:i'm|i am) (?:just )?looking for (?:the|my) (?:quote|page|place|notes|paragraph|passage|link|section)\b/,
    /\b(?:scroll|look|go|flip|search|page)(?:ing)? (?:(?:through|for|up|down|back|in|at|to|over) )+my (?:notes|papers|script|list|pages?)\b/,
  ],
};
