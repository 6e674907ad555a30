/** Words that make an episode explicit for the podcast directories; stems with the endings people give them. */
const explicitWord =
  /\b(\w*fuck\w*|\w*shit(?:s|ty|ting|ted|show|head|hole)?|bitch\w*|asshole\w*|cunt\w*|bastard\w*|dickhead\w*|motherf\w+|wank\w*|bollocks|goddamn\w*)\b/giu;

/** The rating, and the words that caused it, each once, as said. */
export function rateExplicit(text: string): { rating: boolean; words: string[] } {
  const words = [...new Set([...text.matchAll(explicitWord)].map(([word]) => word.toLowerCase()))];
  return { rating: words.length > 0, words };
}
