import type { LanguageRules } from './language-rules.js';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

export const english: LanguageRules = {
  hesitation: /^(u+h*m+|u+h+|uhm+|e+r+m*|h+m+|m+h*m+|a+h+|e+h+)$/,
  functionWords: set(`the a an i we you he she it they and but or so to of in on at for with is was are were
    my your our their this that there if because as be it's i'm we're they're you're that's there's he's she's
    i've we've what when where how which who have has had can could will would just then into from by about me
    not do does did don't each some every any one these those i'll we'll i'd`),
  emphatic:
    set(`very really so no yes more many much far long way too big bye ha well never always again right
    okay ok wait go knock ho boo please thank thanks sorry hey hi hello wow same ever deep up down on over round`),
};
