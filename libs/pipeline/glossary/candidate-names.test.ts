import { expect, it } from 'vitest';
import { candidateNames } from './candidate-names.js';

it.each([
  ['MinHash and the H100: deduplication at scale', ['MinHash', 'H100']],
  ['A talk with Nguyen about Zigbee radios', ['Nguyen', 'Zigbee']],
  ["We ask Marchetti's team. They always run Postgres on OpenBSD.", ['Marchetti', 'Postgres', 'OpenBSD']],
  ['Why We All Love Long Walks', []],
  ['How to open a window', []],
  ['Write to ann@BigMail.com or see https://Example.org/SomePage', []],
  ['', []],
])('%s', (text, names) => {
  expect(candidateNames(text)).toEqual(names);
});
