/** Sums over any run of sentence vectors in one subtraction. */
export class VectorSums {
  private readonly prefix: Float64Array[];
  constructor(private readonly vectors: Float32Array[]) {
    const size = vectors[0]?.length ?? 0;
    this.prefix = [new Float64Array(size)];
    for (const vector of vectors) {
      const before = this.prefix.at(-1)!;
      this.prefix.push(before.map((value, d) => value + vector[d]!));
    }
  }

  /** 1 − cosine of the means of [first, middle) and [middle, end); 0 where one is empty. */
  shift(first: number, middle: number, end: number): number {
    if (first >= middle || middle >= end) return 0;
    const [a, b, c] = [this.prefix[first]!, this.prefix[middle]!, this.prefix[end]!];
    let ab = 0;
    let aa = 0;
    let bb = 0;
    for (let d = 0; d < a.length; d++) {
      const before = b[d]! - a[d]!;
      const after = c[d]! - b[d]!;
      ab += before * after;
      aa += before * before;
      bb += after * after;
    }
    return 1 - ab / (Math.sqrt(aa * bb) || 1);
  }

  /** How much more the sentence at `middle` belongs to what follows it than to what came before (difference of cosines). */
  leaning(first: number, middle: number, end: number): number {
    if (first >= middle || middle + 1 >= end) return 0;
    return this.likeness(middle, middle + 1, end) - this.likeness(middle, first, middle);
  }

  private likeness(sentence: number, first: number, end: number): number {
    const vector = this.vectors[sentence]!;
    let product = 0;
    let square = 0;
    for (let d = 0; d < vector.length; d++) {
      const sum = this.prefix[end]![d]! - this.prefix[first]![d]!;
      product += sum * vector[d]!;
      square += sum * sum;
    }
    return product / (Math.sqrt(square) || 1);
  }
}

/** Zero mean, unit spread; all 0 where nothing varies. */
export function standardised(values: number[]): number[] {
  const mean = values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / Math.max(1, values.length));
  return values.map((value) => (spread > 1e-9 ? (value - mean) / spread : 0));
}
