import { describe, expect, it } from 'vitest';
import { addressesIn } from './addresses.js';
import { foreignAddresses, hostLinks } from './links.js';

describe('addressesIn', () => {
  it.each([
    'evil.com',
    'https://evil.com/a?b=c',
    'evil dot com',
    'evil。com',
    'evil[.]com',
    'hxxp://evil.xyz',
    'ev\u200bil.com',
    'ＥＶＩＬ．ＣＯＭ',
    'evil Punkt de',
    'evil punto com',
    'evil точка ру',
    'mail me@evil.com',
    'follow @evil_official',
    'javascript:alert(1)',
    'data:text/html,x',
    '203.0.113.7',
    'h t t p s colon slash slash evil',
    '+49 170 1234567',
  ])('sees %s', (text) => expect(addressesIn(`So ${text} it is.`)).not.toEqual([]));

  it.each([
    'Node.js and index.html are names.',
    'It is 3.5 percent, e.g. on Tuesday.',
    'The dot product of two vectors.',
    'At that point it was late.',
    'He said: data, always data.',
    'It ended in 2024.',
  ])('lets "%s" be', (text) => expect(addressesIn(text)).toEqual([]));
});

describe('hostLinks', () => {
  const links = hostLinks(
    'Recipes at slowloaf.com/rye. Source: https://github.com/loaf/bread, and loaf@mail.example.',
  );

  it('are what the host has written', () =>
    expect(links.map(({ url }) => url)).toEqual(
      expect.arrayContaining(['https://slowloaf.com/rye', 'https://github.com/loaf/bread']),
    ));

  it('allow themselves, and nothing else on the same site', () => {
    expect(foreignAddresses('See www.slowloaf.com/rye or github.com/loaf/bread.', links)).toEqual([]);
    expect(foreignAddresses('See github.com/attacker/bread.', links)).toEqual(['github.com/attacker/bread']);
    expect(foreignAddresses('See slowloaf.com.evil.com/rye.', links)).toEqual(['slowloaf.com.evil.com/rye']);
  });
});
