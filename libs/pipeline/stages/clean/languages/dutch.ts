import { safeRules } from './set-apart.js';

/** "die die", "dat dat", "je je" and "haar haar" are grammar. */
export const dutch = safeRules({
  hesitation: /^(u+h+m*|e+h+m*|e+u+h+m*|ö+h+m*|h+m+|mh+m*)$/u,
  functionWords: `ik hij wij we de het een en of maar in op aan met van voor bij naar uit te is was zijn waren heeft
    heb hebben had wordt worden kan kunnen mijn onze als omdat wat waar wie`,
  emphatic: 'heel erg ja nee zo veel meer nooit altijd weer snel langzaam goed kom hup door bijna dank',
  subjects: 'ik hij wij we het men',
  joining: 'en of maar om aan voor',
  numbers: 'twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig honderd duizend',
  markers: ['zeg maar', 'weet je', 'weet je wel', 'ik bedoel', 'als het ware'],
});
