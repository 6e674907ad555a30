/** How a voice sounds: a vector of length 1. */
export type VoiceVector = Float32Array;

/** The same direction with length 1; a zero vector stays zero. */
export function unit(vector: Float32Array): VoiceVector {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** -1 to 1, 1 for the same voice. */
export function likeness(a: VoiceVector, b: VoiceVector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The direction in which the vectors point together. */
export const meanVoice = (vectors: VoiceVector[]): VoiceVector => unit(sumOf(vectors));

export function sumOf(vectors: VoiceVector[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i]! += vector[i]!;
  return sum;
}
