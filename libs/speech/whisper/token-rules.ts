import { endOfText, firstTimestamp, tokenCount } from './special-tokens.js';

/** The first timestamp may be at most this many 20 ms steps in: speech begins early in a chunk cut at pauses. */
const latestFirstTimestamp = 50;
const space = 220;

/**
 * Sets the logits of tokens that may not come next to -Infinity: unspoken signs, and whatever breaks Whisper's
 * grammar of timestamps (pairs around each segment, never going back; openai/whisper, decoding.py).
 */
export function applyRules(
  logits: Float32Array,
  written: number[],
  suppressed: Uint8Array,
  timestamps: boolean,
): void {
  for (let token = 0; token <= endOfText; token++)
    if (suppressed[token]) logits[token] = Number.NEGATIVE_INFINITY;
  logits.fill(Number.NEGATIVE_INFINITY, endOfText + 1, timestamps ? firstTimestamp : tokenCount);
  if (written.every((token) => token >= firstTimestamp)) {
    logits[space] = Number.NEGATIVE_INFINITY;
    logits[endOfText] = Number.NEGATIVE_INFINITY;
  }
  if (timestamps) applyTimestampRules(logits, written);
}

function applyTimestampRules(logits: Float32Array, written: number[]): void {
  const isTimestamp = (token: number | undefined) => token !== undefined && token >= firstTimestamp;
  const afterTimestamp = isTimestamp(written.at(-1));
  const segmentOpened = afterTimestamp && (written.length < 2 || isTimestamp(written.at(-2)));
  if (segmentOpened) return void logits.fill(Number.NEGATIVE_INFINITY, firstTimestamp);
  if (written.length === 0) {
    logits.fill(Number.NEGATIVE_INFINITY, 0, endOfText + 1);
    logits.fill(Number.NEGATIVE_INFINITY, firstTimestamp + latestFirstTimestamp + 1);
    return;
  }
  if (afterTimestamp) logits.fill(Number.NEGATIVE_INFINITY, 0, endOfText);
  const latest = Math.max(firstTimestamp, ...written.filter(isTimestamp));
  logits.fill(Number.NEGATIVE_INFINITY, firstTimestamp, afterTimestamp ? latest : latest + 1);
  if (!afterTimestamp) preferTimestamp(logits);
}

/** When all timestamps together are likelier than any text token, a timestamp it is. */
function preferTimestamp(logits: Float32Array): void {
  let likeliestText = Number.NEGATIVE_INFINITY;
  for (let token = 0; token < firstTimestamp; token++)
    likeliestText = Math.max(likeliestText, logits[token]!);
  let sum = 0;
  for (let token = firstTimestamp; token < tokenCount; token++)
    sum += Math.exp(logits[token]! - likeliestText);
  if (sum > 1) logits.fill(Number.NEGATIVE_INFINITY, 0, firstTimestamp);
}
