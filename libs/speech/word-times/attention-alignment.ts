/**
 * Dynamic time warping over cross attention: finds, for each token, the attention frame where it begins.
 * `rows[token][head][frame]` is the attention of the step that wrote the token; the last row is that of the end.
 * Frame indices ascend and stay under `frames`.
 */
export function alignTokens(rows: Float32Array[][], frames: number): Int32Array {
  return walkBack(rows.length, frames, cheapestMoves(costs(rows, frames), rows.length, frames));
}

/** Less attention costs more. Each head's column is standardised over the tokens, as openai/whisper's timing.py does. */
function costs(rows: Float32Array[][], frames: number): Float32Array {
  const tokens = rows.length;
  const heads = rows[0]!.length;
  const cost = new Float32Array(tokens * frames);
  for (let head = 0; head < heads; head++)
    for (let frame = 0; frame < frames; frame++) {
      let mean = 0;
      for (const row of rows) mean += row[head]![frame]! / tokens;
      let variance = 0;
      for (const row of rows) variance += (row[head]![frame]! - mean) ** 2 / tokens;
      const deviation = Math.sqrt(variance) + 1e-9;
      for (let token = 0; token < tokens; token++)
        cost[token * frames + frame]! -= (rows[token]![head]![frame]! - mean) / deviation / heads;
    }
  return cost;
}

/** 0 is both: the token and the frame before. */
const nextToken = 1;
const nextFrame = 2;

function cheapestMoves(cost: Float32Array, tokens: number, frames: number): Uint8Array {
  const width = frames + 1;
  const total = new Float64Array((tokens + 1) * width).fill(Number.POSITIVE_INFINITY);
  const moves = new Uint8Array((tokens + 1) * width);
  total[0] = 0;
  for (let token = 1; token <= tokens; token++)
    for (let frame = 1; frame <= frames; frame++) {
      const at = token * width + frame;
      let best = total[at - width - 1]!;
      if (total[at - width]! < best) [best, moves[at]] = [total[at - width]!, nextToken];
      if (total[at - 1]! < best) [best, moves[at]] = [total[at - 1]!, nextFrame];
      total[at] = best + cost[(token - 1) * frames + frame - 1]!;
    }
  return moves;
}

function walkBack(tokens: number, frames: number, moves: Uint8Array): Int32Array {
  const first = new Int32Array(tokens);
  let token = tokens;
  let frame = frames;
  while (token > 0 && frame > 0) {
    first[token - 1] = frame - 1;
    const move = moves[token * (frames + 1) + frame]!;
    if (move !== nextFrame) token--;
    if (move !== nextToken) frame--;
  }
  return first;
}
