/** How a sentence announces a new subject; English only, other languages show none. */
export interface Cue {
  /** "Next up", "Lastly", "The second thing": it opens with a place in a list. */
  ordinal: boolean;
  /** "Let's talk about", "I want to turn to": it opens with an invitation to go on. */
  invitation: boolean;
  /** "moving on to", "speaking of", "now for": a hand-over, anywhere. */
  transition: boolean;
  /** "What about", "I have a question", "Tell us about": it hands a new subject to somebody. */
  question: boolean;
  /** "So", "Okay", "All right" before anything else. */
  opener: boolean;
}

const starters =
  'al(?:l )?right|okay|ok|so|and|but|cool|well|now|yeah|yes|awesome|great|nice|perfect|anyways?|right|then|sick|good|um|uh|also|i think|i guess';
const opening = new RegExp(`^(?:(?:${starters})\\b[\\s,.!?]*)+`);
const strongOpener = /^(?:al(?:l )?right|okay|ok|so|now|next|anyways?|well)\b/;

const thing =
  '(?:up|one|on|off|thing|things|tip|question|topic|section|part|point|item|category|piece|step|segment|area|big|is|was|we|i|to|major)';
const ordinal = new RegExp(
  `^(?:(?:the|our|my|your|and|a) )?(?:(?:very|other) )?(?:(?:next|last|final|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[, ]+${thing}\\b(?! you know)|number (?:one|two|three|four|five|six|seven|eight|nine|ten|\\d+)\\b|lastly\\b|finally\\b|up next\\b|another (?:thing|one|big|topic|question|tip|point)\\b)`,
);
const going =
  '(?:move|talk|turn|get (?:into|on to|going|to|started|back)|go (?:into|on|to|over|through|ahead|back)|jump|dive|switch|start|begin|look at|shift|transition|discuss|cover|ask|hit|break down|finish|wrap|kick|hop|continue|bring)';
const invitation = new RegExp(
  `^(?:let's|let us|we'll|we will|we're going to|we're gonna|we are going to|i'll|i will|i'm going to|i'm gonna|i want to|i wanted to|i'd like to|i would like to|we can|we should|we could|shall we|maybe we)\\s+(?:now |just |also |quickly |first |maybe |all |kind of |sort of )*${going}\\b`,
);
const transition =
  /\b(?:(?:mov|transition|switch|turn|shift|jump|segue|go)(?:e|ing)? (?:on|over|gears|into|along|forward) ?(?:to|from)?\b|moving on|move over to|speaking of|when it comes to|on to the|(?:^|, )now (?:for|to|about|onto|on to) |that (?:brings|leads|takes) us|now that we(?:'ve| have)? (?:talk|cover|look|discuss|went|done|got|know)|(?:next|last|final) (?:part|up|section|topic)\b|to (?:finish|wrap up|close|sum up)[, ]|(?:then|next|and|here) (?:we have|we've got|there's also)|as for the)/;
const question =
  /\b(?:what about|how about|what do you think (?:of|about)|(?:i have|i've got|i got|one|another|a) (?:more )?question (?:about|from|for|is|i|on)|tell (?:me|us) (?:about|a|how|what)|take (?:me|us) through|walk (?:me|us) through|i want(?:ed)? to (?:ask|know|hear))/;

export function readCue(sentence: string): Cue {
  const text = sentence.toLowerCase().replace(/’/gu, "'").trim();
  const rest = text.replace(opening, '');
  return {
    ordinal: ordinal.test(rest) || ordinal.test(text),
    invitation: invitation.test(rest),
    transition: transition.test(text),
    question: question.test(text),
    opener: strongOpener.test(text),
  };
}

/** One figure for a cue, 0 to 4, in the scale of llm-engines.md §5: 3 for a hand-over at its start, 2 inside, .6 for a bare opener. */
export function cueStrength(cue: Cue): number {
  const handOver = cue.ordinal || cue.invitation ? 3 : cue.transition || cue.question ? 2 : 0;
  return Math.min(4, handOver + (cue.opener ? 0.6 : 0));
}
