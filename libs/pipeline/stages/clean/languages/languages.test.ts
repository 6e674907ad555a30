import { describe, expect, it } from 'vitest';
import type { Cut } from '#contracts';
import { spoken } from '../../../test-transcript.js';
import { findCuts } from '../find-cuts.js';
import { cleanSettings } from '../settings.js';

const written = (language: string, text: string) =>
  spoken(text, { language, timing: 'interpolated', wordMs: 400 });

const cutsOf = (language: string, text: string): Cut[] =>
  findCuts(written(language, text), { events: [], music: [] }, cleanSettings.parse({}), {
    verdicts: [],
    made: [],
  });

/** What is left when all that needs no asking is gone. */
function left(language: string, text: string): string {
  const gone = cutsOf(language, text).filter(({ state }) => state === 'auto');
  const goes = (n: number) => gone.some(({ words }) => words && n >= words.start && n < words.end);
  return text
    .split(' ')
    .filter((_, n) => !goes(n))
    .join(' ');
}

describe('what goes without asking', () => {
  it.each([
    [
      'de',
      'Wir backen, ähm, heute mit mit Roggen und äh mit Wasser.',
      'Wir backen, heute mit Roggen und mit Wasser.',
    ],
    ['de', 'Ich habe, ich habe lange gewartet.', 'ich habe lange gewartet.'],
    ['fr', 'On part euh demain de la la gare.', 'On part demain de la gare.'],
    ['fr', 'Je pense, je pense que ça ira.', 'je pense que ça ira.'],
    ['es', 'Vamos ehm mañana a la la plaza.', 'Vamos mañana a la plaza.'],
    ['it', 'Partiamo ehm domani con con il treno.', 'Partiamo domani con il treno.'],
    ['pt', 'Vamos hum amanhã para para a praia.', 'Vamos amanhã para a praia.'],
    ['nl', 'We gaan eh morgen met met de trein.', 'We gaan morgen met de trein.'],
  ])('%s: %s', (language, said, stays) => expect(left(language, said)).toBe(stays));
});

describe('what stays', () => {
  it.each([
    ['de', 'Um acht Uhr kommen die, die die Tür öffnen.'],
    ['de', 'Das ist eh klar, und er redet um den Brei herum.'],
    ['de', 'Ja, ja, sehr, sehr gut, nein, nein.'],
    ['de', 'Sie hat sie sie selbst genannt.'],
    ['fr', 'Nous nous levons tôt et vous vous levez tard.'],
    ['fr', 'Non, non, c’est très, très bon.'],
    ['es', 'No, no, está muy, muy bien.'],
    ['es', 'Este libro es mejor que aquel.'],
    ['it', 'Piano piano, sì, sì, si va lontano.'],
    ['it', 'Eh, dipende: un tipo di pane.'],
    ['pt', 'Um dia, um homem e um cão.'],
    ['pt', 'Não, não, é muito, muito bom.'],
    ['nl', 'De mensen die die deur openen, weten dat dat mag.'],
    ['nl', 'Nee, nee, het is heel, heel goed.'],
    ['pl', 'No, no, to jest bardzo dobre.'],
  ])('%s: %s', (language, said) => expect(left(language, said)).toBe(said));
});

describe('discourse markers of other languages', () => {
  it.each([
    ['de', 'Das ist, sozusagen, der Anfang.', 'sozusagen'],
    ['fr', 'On a, du coup, tout refait.', 'du coup'],
    ['es', 'Era, o sea, muy tarde.', 'o sea'],
    ['it', 'Era, cioè, molto tardi.', 'cioè'],
    ['pt', 'Era, tipo, muito tarde.', 'tipo'],
    ['nl', 'Het was, zeg maar, te laat.', 'zeg maar'],
  ])('%s: are only proposed: %s', (language, said, sub) => {
    expect(cutsOf(language, said)).toMatchObject([{ sub, state: 'proposed' }]);
  });
});

describe('a language without lists', () => {
  it('loses only sounds that are a word in no language', () => {
    expect(left('sv', 'Vi går uhm i i skogen, um, så.')).toBe('Vi går i i skogen, um, så.');
  });
});
