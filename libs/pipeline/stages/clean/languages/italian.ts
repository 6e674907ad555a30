import { safeRules } from './set-apart.js';

/** "eh", "beh" and "mah" say something; "ci ci", "si si" and "che che" are grammar. */
export const italian = safeRules({
  hesitation: /^(e+h+m+|e+m+|h+m+|mh+m*|u+hm+|a+hm+)$/u,
  functionWords: `io tu lui lei noi voi loro il lo la i gli le un uno una di del della e o ma in nel nella con per da dal
    dalla a al alla su mio mia tuo sua suo è era sono ha hanno ho quando dove come perché se`,
  emphatic:
    'molto no sì più già mai sempre bene tutto piano poco quasi forte subito via dai ciao grazie appena',
  subjects: 'io tu lui lei noi voi loro questo quello',
  joining: 'e o ma a per',
  numbers: 'due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta cento mille',
  markers: ['cioè', 'diciamo', 'tipo', 'insomma', 'sai', 'voglio dire', 'come dire'],
});
