import { describe, expect, it } from 'vitest';
import { extensionOf, publicBase, publicUrls } from './urls.js';

const sha256 = 'a'.repeat(64);

describe('publicBase', () => {
  it('is the public address without its trailing slash', () => {
    expect(publicBase({ PUBLIC_URL: 'https://pod.example.org/', HOST: '127.0.0.1', PORT: 4400 })).toBe(
      'https://pod.example.org',
    );
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:4400'],
    ['0.0.0.0', 'http://127.0.0.1:4400'],
    ['::1', 'http://[::1]:4400'],
  ])('is the local address of %s', (HOST, expected) => {
    expect(publicBase({ HOST, PORT: 4400 })).toBe(expected);
  });
});

describe('publicUrls', () => {
  const urls = publicUrls('https://pod.example.org/');

  it('gives a feed the address that its guid was made from', () => {
    expect(urls.feedUrl('small-batch')).toBe('https://pod.example.org/feeds/small-batch.xml');
  });

  it('ends every file in the extension of its type', () => {
    expect(urls.enclosureUrl('s', 'e', { sha256, type: 'audio/mpeg' })).toBe(
      `https://pod.example.org/media/s/e/${sha256}.mp3`,
    );
    expect(urls.transcriptUrl('s', 'e', { sha256, type: 'application/x-subrip' })).toMatch(/\.srt$/);
    expect(urls.chaptersUrl('s', 'e', { sha256, type: 'application/json+chapters' })).toMatch(/\.json$/);
    expect(urls.artworkUrl('s', { sha256, type: 'image/jpeg' })).toBe(
      `https://pod.example.org/media/s/${sha256}.jpg`,
    );
  });

  it('ignores parameters of a type and does not guess unknown ones', () => {
    expect(extensionOf('text/plain; charset=utf-8')).toBe('txt');
    expect(extensionOf('application/x-unheard-of')).toBe('bin');
  });
});
