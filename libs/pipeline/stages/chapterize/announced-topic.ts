/** What a hand-over sentence names as the next subject: "Let's talk about images" names "images". */
const handOver =
  /\b(?:talk(?:ing)? (?:a (?:little )?(?:bit )?)?about|mov(?:e|ing) (?:on|over)?\s?(?:in)?to|turn(?:ing)? to|get(?:ting)? (?:in)?to|go(?:ing)? (?:in)?to|ask (?:you )?about|on to|start(?:ing)? with|begin(?:ning)? with|jump(?:ing)? (?:in)?to|dive in ?to|look(?:ing)? at|(?:topic|thing|one|tip|part|point|question|section|step|category) (?:(?:that )?(?:we have|i have|we've got|here|on the list) )*(?:is|are|was|here|we have)|next up,? (?:we have|is|we've got)|(?:lastly|finally|here|next),? we have|what about|how about|speaking of|now for|last part,|as for|when it comes to|want to ask about)\s+(?:is |we have )?(?:like )?/giu;

/** A clause ends the name of a subject. */
const clauseEnd =
  /[.,;:?!…]|\b(?:because|which|that|so|but|where|when|who|if|then|here|today|now|really|actually|just|a (?:little )?bit|first|next|again|as well|this is|it's|i'm|we're|you're|is it|is a|are)\b/iu;
const weakStart =
  /^(?:(?:the|a|an|our|my|your|some|of|some of|all|these|those|about|like|kind|sort|itself)\s+)+/iu;
const pointsBack = /^(?:it|them|this|that|these|those|you|us|me|him|her|they|we|i)\b/iu;
const MAX_WORDS = 6;

/** The subject, in the speaker's words, without article; null when the sentence names none. */
export function announcedTopic(sentence: string, isContent: (word: string) => boolean): string | null {
  let topic: string | null = null;
  for (const match of sentence.matchAll(handOver)) {
    const rest = sentence.slice(match.index + match[0].length);
    const end = clauseEnd.exec(rest)?.index ?? rest.length;
    const words = rest.slice(0, end).trim().replace(weakStart, '').split(/\s+/u).filter(Boolean);
    const named = words.slice(0, MAX_WORDS + 1);
    const name = named.join(' ');
    if (named.length <= MAX_WORDS && named.some(isContent) && !pointsBack.test(name)) topic = name;
  }
  return topic;
}
