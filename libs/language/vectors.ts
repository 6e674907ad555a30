/** How vectors are stored: one signed byte a dimension, in units of 1/127. */
const SCALE = 127;

/** Base64 of a normalised vector in 8-bit steps (384 bytes for MiniLM). */
export function packVector(vector: Float32Array): string {
  const bytes = Int8Array.from(vector, (value) => Math.round(Math.max(-1, Math.min(1, value)) * SCALE));
  return Buffer.from(bytes.buffer).toString('base64');
}

/** The vector again, L2-normalised, so that its rounding does not count. */
export function unpackVector(packed: string): Float32Array {
  return normalised(Float32Array.from(new Int8Array(Buffer.from(packed, 'base64'))));
}

/** Cosine of a normalised vector and one in 8-bit steps, as rows of the database hold it. */
export function likenessTo(vector: Float32Array, packed: Uint8Array): number {
  const steps = new Int8Array(packed.buffer, packed.byteOffset, packed.byteLength);
  let sum = 0;
  let squares = 0;
  for (let d = 0; d < steps.length; d++) {
    sum += vector[d]! * steps[d]!;
    squares += steps[d]! * steps[d]!;
  }
  return squares === 0 ? 0 : sum / Math.sqrt(squares);
}

/** Mean of vectors, each weighted, L2-normalised: the mean-pooled vector of a chunk from those of its sentences. */
export function meanVector(vectors: Float32Array[], weights?: number[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  vectors.forEach((vector, v) => {
    const weight = weights?.[v] ?? 1;
    for (let d = 0; d < sum.length; d++) sum[d]! += vector[d]! * weight;
  });
  return normalised(sum);
}

/** Cosine of two normalised vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}

function normalised(vector: Float32Array): Float32Array {
  const norm = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / norm);
}
