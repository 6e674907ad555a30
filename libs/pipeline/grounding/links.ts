import { addressesIn } from './addresses.js';

/** An address on the web as people write it: with or without scheme. */
const address = /\b(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}\b(?:\/[^\s,;)\]"'<>]*)?/giu;

export interface Link {
  url: string;
  /** As the host wrote it. */
  text: string;
}

/** The addresses that the host has written down, each once: the only ones that notes may link. */
export function hostLinks(written: string): Link[] {
  const links = new Map<string, string>();
  for (const [found] of written.matchAll(address)) {
    const plain = found.replace(/[.!?]+$/u, '');
    const url = /^https?:/iu.test(plain) ? plain : `https://${plain}`;
    if (URL.canParse(url) && addressesIn(plain).length > 0 && !links.has(url)) links.set(url, plain);
  }
  return [...links].map(([url, text]) => ({ url, text }));
}

/** Addresses in a text that are not exactly one of the host's. */
export function foreignAddresses(text: string, links: Link[]): string[] {
  const own = new Set(links.map(({ url }) => bare(url)));
  return addressesIn(text).filter((found) => !own.has(bare(found)));
}

/** An address without what people leave out when they say it. */
const bare = (address: string) =>
  address
    .toLowerCase()
    .replace(/^https?:\/\//u, '')
    .replace(/^www\./u, '')
    .replace(/\/$/u, '');
