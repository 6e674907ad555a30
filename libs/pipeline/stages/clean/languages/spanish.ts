import { safeRules } from './set-apart.js';

/** "eh" also asks ("¿eh?"), "este" points; "se se" and "que que" are grammar. */
export const spanish = safeRules({
  hesitation: /^(e+h+m+|e+m+|h+m+|mh+m*|u+hm+)$/u,
  functionWords: `yo tú él ella nosotros el la los las un una unos unas de del y o pero en con por para al a mi tu su sus
    mis es era son está están ha han he hay cuando donde como porque si`,
  emphatic: 'muy no sí más ya nunca siempre mucho poco bien todo nada vamos venga claro gracias rápido casi',
  subjects: 'yo tú él ella nosotros ellos ellas eso esto',
  joining: 'y o pero a por para',
  numbers: 'dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cien mil',
  markers: ['o sea', 'este', 'digamos', 'sabes', 'eh', 'quiero decir'],
});
