import { safeRules } from './set-apart.js';

/** "nous nous", "vous vous" and "que que" are grammar. */
export const french = safeRules({
  hesitation: /^(e+u+h+|h+e+u+h*|h+u+m+|h+m+|mh+m*|u+hm+)$/u,
  functionWords: `je tu il elle on ils elles le la les un une des du de et ou mais dans sur avec pour par au aux mon ma
    mes ton ta tes son sa ses notre votre leur est c'est était a ont qui où quand comme parce donc j'ai je suis`,
  emphatic:
    'très non oui si bien plus trop jamais toujours encore vite tout voilà allez bon merci petit loin',
  subjects: "je tu il elle on ils elles c'est j'ai ça",
  joining: 'et ou mais à par pour',
  numbers: 'deux trois quatre cinq six sept huit neuf dix onze douze vingt trente cent mille',
  markers: ['tu vois', 'vous voyez', 'du coup', 'tu sais', 'vous savez', 'je veux dire', 'genre', 'en fait'],
});
