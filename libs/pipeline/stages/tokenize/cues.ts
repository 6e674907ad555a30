/**
 * How strongly a sentence announces a new subject, 0 to 4 (llm-engines.md §5): 3 for a hand-over phrase at its start, 2
 * for one anywhere, .6 for a bare "so", "okay", "now" or "next" at its start.
 *
 * English only; other languages score 0 and chapters rest on meaning and pauses.
 */
export function cueScore(sentence: string): number {
  const text = sentence.toLowerCase().replace(/[’]/g, "'");
  const opening = handOver.exec(text);
  const phrase = opening ? (opening.index <= 12 ? 3 : 2) : 0;
  return Math.min(4, phrase + (bareOpener.test(text) ? 0.6 : 0));
}

const handOver = new RegExp(
  [
    "(let's|let us|we'll|we can|we're going to|we're gonna|i'll|i'm going to|i want to|i'd like to) (now |just |also )?(move on|move over|talk about|talk a bit|talk a little|turn to|get into|go into|jump|dive into|switch|start with|look at|shift)",
    '(moving|going|getting|jumping|transitioning|switching|turning) (on|over|into|along) ?(to)?',
    '(the|our|my) (next|first|second|third|fourth|fifth|sixth|last|final) (thing|one|topic|question|section|part|point|up|item|category|piece|step)',
    '(next|last|first) (up|on|thing|question|part|one)\\b',
    "now (that we|for the|for our|on to|onto|let's|let us|we're going|i want|about)",
    'one (question|more thing|other thing|last thing) (from|is|that|i)',
    '(another|other) (thing|one|big one|topic|question) ',
    'what about ',
    'to (finish|wrap up|close|end|conclude|sum up)\\b',
    '(i want|i wanted|i would like) to (ask|know|hear)',
    'that (was|is it for|wraps|brings us)',
    "(our|this|today's|a) sponsor",
    'speaking of ',
  ].join('|'),
);
const bareOpener = /^(so|okay|ok|now|next|alright|all right|right|anyway|anyways|finally|well)\b/;
