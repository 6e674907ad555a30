import { describe, expect, it } from 'vitest';
import { chaptersJson, timestamp } from './chapters-json.js';

describe('chaptersJson', () => {
  it('is version 1.2.0, in seconds', () => {
    const chapters = [
      { startMs: 0, title: 'Intro' },
      { startMs: 61_234.4, title: 'The\u0007 fuse\n' },
    ];
    expect(JSON.parse(chaptersJson('The oven', 'Bread', chapters))).toEqual({
      version: '1.2.0',
      title: 'The oven',
      podcastName: 'Bread',
      chapters: [
        { startTime: 0, title: 'Intro' },
        { startTime: 61.234, title: 'The fuse' },
      ],
    });
  });
});

describe('timestamp', () => {
  it.each([
    [0, '00:00'],
    [754_900, '12:34'],
    [3_600_000, '1:00:00'],
    [36_061_000, '10:01:01'],
  ])('%i ms is %s', (ms, text) => {
    expect(timestamp(ms)).toBe(text);
  });
});
