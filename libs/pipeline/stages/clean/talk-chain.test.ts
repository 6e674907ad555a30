import { expect, it } from 'vitest';
import { marginals } from './talk-chain.js';

/** The same by counting every chain. */
function counted(yes: readonly number[], alike: readonly number[]) {
  const chains = Array.from({ length: 2 ** yes.length }, (_, bits) => yes.map((_, n) => (bits >> n) & 1));
  const weights = chains.map((chain) =>
    Math.exp(chain.reduce((sum, is, n) => sum + is * yes[n]! + (is === chain[n + 1] ? alike[n]! : 0), 0)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (has: (chain: number[]) => boolean) =>
    chains.reduce((sum, chain, n) => sum + (has(chain) ? weights[n]! : 0), 0) / total;
  return {
    talk: yes.map((_, n) => share((chain) => chain[n] === 1)),
    same: alike.map((_, n) => share((chain) => chain[n] === chain[n + 1])),
    total: Math.log(total),
  };
}

it('gives what counting every chain gives', () => {
  const [yes, alike] = [
    [0.5, -2, 3, -0.3],
    [1.5, -0.4, 2],
  ];
  const [quick, slow] = [marginals(yes, alike), counted(yes, alike)];
  expect(quick.total).toBeCloseTo(slow.total, 9);
  quick.talk.forEach((p, n) => {
    expect(p).toBeCloseTo(slow.talk[n]!, 9);
  });
  quick.same.forEach((p, n) => {
    expect(p).toBeCloseTo(slow.same[n]!, 9);
  });
});

it('takes an empty chain and a chain of one', () => {
  expect(marginals([], []).talk).toEqual([]);
  expect(marginals([0], []).talk[0]).toBeCloseTo(0.5, 9);
});
