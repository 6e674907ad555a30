import { safeRules } from './set-apart.js';

/** "um", "eh" and "halt" are words; "die die", "der der", "das das" and "sie sie" are grammar. */
export const german = safeRules({
  hesitation: /^(ä+h+m*|ä+m+|ö+h+m*|e+hm+|h+m+|mh+m*|u+hm*)$/u,
  functionWords: `ich du er es wir ihr ein eine einen einem einer und oder aber dass wenn weil zu in im an am auf mit von
    vom für bei beim nach aus ist war sind waren hat habe haben hatte wird werden kann können mein meine dein seine
    ihre unser also wie wo wer`,
  emphatic:
    'sehr ja nein so ganz gar viel mehr nie immer wieder weiter schnell langsam gut na doch los bitte danke',
  subjects: 'ich du er es wir ihr man',
  joining: 'und oder aber um an für zu',
  numbers: 'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend',
  markers: ['sozusagen', 'quasi', 'weißt du', 'ich meine', 'sag ich mal', 'sagen wir mal'],
});
