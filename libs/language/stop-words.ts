/** English function words and the small change of talk; never part of a key phrase. */
const stopWords = new Set(
  `a about above actually after again against ago all almost already also although always am among an and another any anybody
  anyone anything anyway are around as ask asked asking at away back basically be became because become been before began
  behind being below best better between big both bring but by call called came can cannot come comes coming completely
  could couple day days definitely did different do does doing done down during each easy either else end enough even ever
  every everybody everyone everything exactly far feel feels few find fine first for found four from front full fun gave get
  gets getting give given go goes going gone gonna good got gotta great guess guy guys had half happen happened happening
  hard has have having he hear heard hello help her here hers hey hi high him his hold hope how however huge i idea if in
  instead into is isn it its itself just keep kept kind kinda knew know known last later least left less let like liked
  likely little long longer look looked looking looks lot lots love made make makes making many may maybe me mean means
  might mine minute more most mostly move much must my myself name near need needed needs never new next nice no nobody none
  nor not nothing now number obviously of off often oh ok okay old on once one ones only onto open or other others our ours
  out over own part people perhaps pick place please point possible pretty probably put question quick quite rather ready
  real really right said same saw say saying says second see seem seems seen sense set several shall she should show side
  simple since six small so some somebody somehow someone something sometimes somewhere soon sort sorta spot start started
  still stop stuff such super sure take taken takes taking talk talked talking tell ten than thank thanks that the their
  theirs them themselves then there these they thing things think thinking third this those though thought three through
  time times to today together told tomorrow too took top totally toward tried true try trying turn two under understand
  until up upon us use used uses using usually very via wait wanna want wanted wants was way ways we week weeks well went
  were what whatever when where whether which while who whole whom whose why will with within without won word words work
  worked working works world would wow wrong yeah year years yep yes yet you your yours yourself zero um uh er erm hmm mhm
  ah uhm huh cool awesome amazing crazy absolutely literally honestly thats dont im youre theyre were ive id ill whats lets
  didnt doesnt isnt wasnt cant couldnt wouldnt shouldnt hes shes theres gets five seven eight nine hundred thousand bit
  bunch`.split(/\s+/u),
);

/** True for words without content: function words, single letters and bare numbers. */
export function isStopWord(word: string): boolean {
  const plain = word.toLowerCase().replace(/[’']/gu, '');
  return plain.length < 2 || /^\d+$/u.test(plain) || stopWords.has(plain);
}
