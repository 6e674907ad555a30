/** MiniLM reads 256 tokens; llm-engines.md: 230 leaves room for its special ones. */
export const MAX_CHUNK_TOKENS = 230;
/** Sentences that a chunk shares with the one before, so that a thought over the seam is found. */
const OVERLAP = 1;

/** Indices of sentences, end exclusive. */
export interface ChunkRange {
  sentenceStart: number;
  sentenceEnd: number;
  tokens: number;
}

/**
 * Whole sentences in order, at most 230 tokens together, one sentence shared with the neighbour; a single sentence above
 * the budget is a chunk of its own. Every sentence is in a chunk, and each chunk adds at least one new sentence.
 *
 * @param tokens token count of each sentence
 */
export function chunkSentences(tokens: number[]): ChunkRange[] {
  const chunks: ChunkRange[] = [];
  for (let next = 0; next < tokens.length; ) {
    const shared = next > 0 && tokens[next - OVERLAP]! + tokens[next]! <= MAX_CHUNK_TOKENS ? OVERLAP : 0;
    const sentenceStart = next - shared;
    let total = shared ? tokens[sentenceStart]! : 0;
    let end = next;
    do total += tokens[end++]!;
    while (end < tokens.length && total + tokens[end]! <= MAX_CHUNK_TOKENS);
    chunks.push({ sentenceStart, sentenceEnd: end, tokens: total });
    next = end;
  }
  return chunks;
}
