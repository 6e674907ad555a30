import { windowsOf } from './windows.js';

/** Endings of names of files and libraries that no web address has: "Node.js" is no address. */
const fileEndings = new Set(
  'js jsx ts tsx mjs html htm css json yml yaml toml txt pdf csv xml mp3 wav php'.split(' '),
);

/** Abbreviations with a dot inside that read like one: "e.g.this", "U.S.A". */
const abbreviation = /^(?:\p{L}\.)+\p{L}?$/u;

/** What a speaker, or a model that spells, puts for a dot. In most languages it is a word of its own, so an ending has to follow. */
const spokenDot = 'punkt|punto|ponto|point|punt|piste|nokta|kropka|точка|点|點|ドット|نقطة|डॉट|닷';
const endings =
  'com|org|net|io|info|biz|xyz|shop|site|online|app|dev|tv|ai|fm|example|test|onion|eu|fr|pl|ru|cn|jp|br|uk|ком|ру';

/** Zero-width and direction marks, with which an address can be hidden from a search for it. */
const invisible = /\p{Cf}|\u034F|\uFE0F/gu;

/** Text with look-alike dots, slashes and colons made plain and separators in brackets opened: `evil[.]com`, `evil。com`. */
const plain = (text: string): string =>
  text
    .replace(invisible, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[。｡․‧·]/gu, '.')
    .replace(/[[({<]\s*(?:\.|dot|punkt|punto|point)\s*[\])}>]/gu, '.')
    .replace(/\bhxxp/gu, 'http');

const written = /(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?(?:\/[^\s,;)\]"'”»]*)?/gu;
const spelled = new RegExp(
  `[\\p{L}\\p{N}-]+\\s*(?:${spokenDot})\\s*(?:${endings})(?!\\p{L})|[\\p{L}\\p{N}-]+ dot (?!product|matrix|plot|com boom)\\p{L}{2,}|punkt de(?!\\p{L})|[\\p{L}\\p{N}-]+\\s*\\.\\s+(?:com|org|net|io|example)(?!\\p{L})`,
  'gu',
);
const others = [
  // Any scheme, also javascript: and data:, and the words a speaker says for "://".
  /\b(?:https?|ftp|javascript|data|mailto|tel|magnet|ipfs|bitcoin|file):(?=\S)|\bwww\s+(?:dot|punkt|punto|point)/gu,
  /\b(?:colon|doppelpunkt)\s+(?:slash|schrägstrich)|\bslash\s+slash\b|\bforward slash\b|\bh t t p\b/gu,
  // Mail addresses and the names of accounts, written or said.
  /[\p{L}\p{N}._-]+@[\p{L}\p{N}._-]*|(?:^|\s)@[\p{L}\p{N}_]{2,}/gu,
  // IPv4, and IPv6 in brackets.
  /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\[[0-9a-f:]{4,}\]/gu,
  // Telephone numbers in their international form, and wallets of cryptocurrencies.
  /(?:\+|\b00)\d[\d\s().-]{6,}\d|\b(?:bc1|0x)[0-9a-z]{20,}/gu,
];

/** Everything in a text by which a reader could be led somewhere, as it stands there; spelled and disguised ones included. */
export const addressesIn = (text: string): string[] => [
  ...new Set(windowsOf(plain(text)).flatMap(addressesInPart)),
];

function addressesInPart(readable: string): string[] {
  const names = [...readable.matchAll(written)]
    .map(([found]) => found.replace(/[.!?]+$/u, ''))
    .filter(isAddress);
  const more = [spelled, ...others].flatMap((pattern) =>
    [...readable.matchAll(pattern)].map(([found]) => found.trim()),
  );
  return [...names, ...more];
}

function isAddress(name: string): boolean {
  if (name.includes('://') || name.includes('/')) return true;
  return !fileEndings.has(name.split('.').at(-1)!) && !abbreviation.test(name);
}
