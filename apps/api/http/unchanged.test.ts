import { describe, expect, it } from 'vitest';
import { isUnchanged } from './unchanged.js';

const modified = new Date('2026-05-04T10:00:00.900Z');

describe('isUnchanged', () => {
  it.each([
    [{ 'if-none-match': '"a"' }, true],
    [{ 'if-none-match': 'W/"a"' }, true],
    [{ 'if-none-match': '"x", "a"' }, true],
    [{ 'if-none-match': '*' }, true],
    [{ 'if-none-match': '"b"' }, false],
    [{ 'if-none-match': '"a"', 'cache-control': 'no-cache' }, true],
    [{ 'if-modified-since': 'Mon, 04 May 2026 10:00:00 GMT' }, true],
    [{ 'if-modified-since': 'Mon, 04 May 2026 09:59:59 GMT' }, false],
    [{ 'if-modified-since': 'yesterday' }, false],
    [{ 'if-none-match': '"b"', 'if-modified-since': 'Mon, 04 May 2026 10:00:00 GMT' }, false],
    [{}, false],
  ])('%o: %s', (headers, expected) => {
    expect(isUnchanged({ headers }, '"a"', modified)).toBe(expected);
  });

  it('knows nothing of a time when there is none', () => {
    expect(isUnchanged({ headers: { 'if-modified-since': 'Mon, 04 May 2026 10:00:00 GMT' } }, '"a"')).toBe(
      false,
    );
  });
});
