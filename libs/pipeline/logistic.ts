/** One case to learn from: its features, how sure it is that the answer is yes, and its log odds before any evidence. */
export interface Example {
  features: number[];
  target: number;
  offset: number;
}

export interface Logistic {
  weights: readonly number[];
  bias: number;
}

/** How likely the answer is yes. */
export const likelihood = ({ weights, bias }: Logistic, features: readonly number[]): number =>
  1 / (1 + Math.exp(-weights.reduce((sum, weight, n) => sum + weight * features[n]!, bias)));

const NEWTON_STEPS = 40;
/** No weight moves further in one step: far from the optimum Newton's own steps overshoot, and never come back. */
const LONGEST_STEP = 1;
/** Weights are printed with two or three digits. */
const SETTLED = 1e-4;
/** The bias is hardly held back: it only makes the equations well-posed. */
const BIAS_RIDGE = 1e-3;

/** Logistic regression with soft targets and a ridge on the weights, by Newton's method. */
export function fitLogistic(examples: Example[], ridge: number, start?: Logistic): Logistic {
  const size = examples[0]!.features.length;
  const theta = start ? [...start.weights, start.bias] : new Array<number>(size + 1).fill(0);
  const inputs = examples.map(({ features }) => Float64Array.of(...features, 1));
  const ridges = theta.map((_, j) => (j < size ? ridge : BIAS_RIDGE));
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const gradient = theta.map((value, j) => ridges[j]! * value);
    const hessian = theta.map(() => new Float64Array(size + 1));
    examples.forEach(({ target, offset }, n) => {
      const x = inputs[n]!;
      const p = 1 / (1 + Math.exp(-theta.reduce((sum, value, j) => sum + value * x[j]!, offset)));
      for (let j = 0; j <= size; j++) {
        gradient[j]! += (p - target) * x[j]!;
        addScaled(hessian[j]!, p * (1 - p) * x[j]!, x, j);
      }
    });
    const full = theta.map((_, j) =>
      theta.map((__, k) => hessian[Math.min(j, k)]![Math.max(j, k)]! + (j === k ? ridges[j]! : 0)),
    );
    const change = solve(full, gradient);
    const longest = Math.max(...change.map(Math.abs));
    const held = Math.min(1, LONGEST_STEP / longest);
    change.forEach((by, j) => {
      theta[j]! -= held * by;
    });
    if (longest < SETTLED) break;
  }
  return { weights: theta.slice(0, size), bias: theta[size]! };
}

/** row += factor * x, from `first` on: a Hessian is symmetric, so half of it is enough. */
function addScaled(row: Float64Array, factor: number, x: Float64Array, first: number): void {
  if (factor === 0) return;
  for (let k = first; k < x.length; k++) row[k]! += factor * x[k]!;
}

/** Gaussian elimination with partial pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(rows[r]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let r = i + 1; r < n; r++) {
      const factor = rows[r]![i]! / rows[i]![i]!;
      for (let c = i; c <= n; c++) rows[r]![c]! -= factor * rows[i]![c]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = rows[i]![n]!;
    for (let c = i + 1; c < n; c++) rest -= rows[i]![c]! * x[c]!;
    x[i] = rest / rows[i]![i]!;
  }
  return x;
}
