import { describe, expect, it } from 'vitest';
import { computeInSandbox } from './sandbox.js';

describe('computeInSandbox', () => {
  it('computes', async () => {
    const code = 'const days = [3, 4, 5]; days.reduce((a, b) => a + b) / days.length';
    expect(await computeInSandbox(code)).toBe('4');
  });

  it.each(['process', 'require', 'fetch', 'setTimeout', 'WebAssembly', 'std', 'os'])(
    'has no %s',
    async (name) => expect(await computeInSandbox(`typeof ${name}`)).toBe('"undefined"'),
  );

  it.each([
    ['does not end', 'for (;;) {}'],
    ['takes too much memory', 'const a = []; for (;;) a.push(new Array(1e5).fill(1))'],
    ['calls itself forever', 'const f = () => f() + 1; f()'],
    ['is no code', 'not code at all'],
    ['imports', 'import("node:fs").then(() => 1); import x from "fs"'],
    ['is too long', '1+'.repeat(2000)],
  ])('refuses code that %s', async (_, code) =>
    expect(computeInSandbox(code)).rejects.toMatchObject({ failureClass: 'input' }),
  );

  it('stops when it is aborted', async () => {
    const stop = new AbortController();
    const running = computeInSandbox('for (;;) {}', stop.signal);
    stop.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
  });
});
