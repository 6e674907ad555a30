/** Addresses as people say and recognisers write them: with or without scheme, with a known ending. */
const address =
  /\b(?:https?:\/\/)?(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|fm|co|edu|gov|app|ai|tv|me|info|uk|de|fr|eu)\b(?:\/[^\s,;)\]"']*)?/giu;

/** Links that were said, each once; nothing else may be linked. */
export function spokenLinks(text: string): { url: string; text: string }[] {
  const links = new Map<string, string>();
  for (const [said] of text.matchAll(address)) {
    const plain = said.replace(/[.!?]+$/u, '');
    const url = /^https?:/i.test(plain) ? plain : `https://${plain}`;
    if (URL.canParse(url) && !links.has(url)) links.set(url, plain);
  }
  return [...links].map(([url, said]) => ({ url, text: said }));
}
