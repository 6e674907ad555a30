import { safeRules } from './set-apart.js';

/** "um" and "é" are words; "que que", "se se" and "nos nos" are grammar. */
export const portuguese = safeRules({
  hesitation: /^(h+u+m+|h+ã+|ã+h+m*|a+hn+|é+h+|h+m+|mh+m*|e+hm+)$/u,
  functionWords: `eu tu ele ela nós vocês o a os as uma uns umas de do da e ou mas em no na com por para ao à meu minha
    teu seu sua é era são está estão tem têm há quando onde como porque`,
  emphatic: 'muito não sim mais já nunca sempre bem tudo pouco logo vamos claro obrigado obrigada quase',
  subjects: 'eu tu ele ela nós eles elas isso isto você vocês',
  joining: 'e ou mas a por para',
  numbers: 'dois duas três quatro cinco seis sete oito nove dez onze doze vinte trinta cem mil',
  markers: ['tipo', 'né', 'quer dizer', 'sabe', 'digamos', 'ou seja'],
});
