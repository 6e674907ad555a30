import { describe, expect, it } from 'vitest';
import { feedGuid } from './feed-guid.js';

describe('feedGuid', () => {
  it.each([
    ['podnews.net/rss', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
    ['mp3s.nashownotes.com/pc20rss.xml', '917393e3-1b1e-5cef-ace4-edaa54e1f810'],
  ])('gives %s the guid that the specification gives it', (url, guid) => {
    expect(feedGuid(url)).toBe(guid);
  });

  it('does not depend on the scheme or on trailing slashes', () => {
    const guid = '9b024349-ccf0-5f69-a609-6b82873eab3c';
    for (const url of ['https://podnews.net/rss', 'http://podnews.net/rss/', 'feed://podnews.net/rss//'])
      expect(feedGuid(url)).toBe(guid);
  });
});
