import { describe, expect, it } from 'vitest';
import { AttemptLimit } from './attempt-limit.js';

describe('AttemptLimit', () => {
  it('lets each caller try so often in a window, then says how long to wait', () => {
    let now = 0;
    const limit = new AttemptLimit(2, 1000, () => now);
    expect([limit.take('a'), limit.take('a')]).toEqual([0, 0]);
    now = 400;
    expect(limit.take('a')).toBe(600);
    expect(limit.take('b')).toBe(0);
    now = 1000;
    expect(limit.take('a')).toBe(0);
  });
});
