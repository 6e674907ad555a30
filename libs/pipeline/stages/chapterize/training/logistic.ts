/** One sentence to learn from: its features, how sure it is that a chapter starts there, and its log odds before any evidence. */
export interface Example {
  features: number[];
  target: number;
  offset: number;
}

export interface Logistic {
  weights: number[];
  bias: number;
}

const NEWTON_STEPS = 12;
/** The bias is hardly held back: it only makes the equations well-posed. */
const BIAS_RIDGE = 1e-3;

/** Logistic regression with soft targets and a ridge on the weights, by Newton's method. */
export function fitLogistic(examples: Example[], ridge: number, start?: Logistic): Logistic {
  const size = examples[0]!.features.length;
  const theta = start ? [...start.weights, start.bias] : new Array<number>(size + 1).fill(0);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const gradient = theta.map((value, j) => (j < size ? ridge : BIAS_RIDGE) * value);
    const hessian = theta.map((_, j) =>
      theta.map((__, k) => (j === k ? (j < size ? ridge : BIAS_RIDGE) : 0)),
    );
    for (const { features, target, offset } of examples) {
      const x = [...features, 1];
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, j) => sum + value * theta[j]!, offset)));
      x.forEach((xj, j) => {
        if (xj === 0) return;
        gradient[j]! += (p - target) * xj;
        x.forEach((xk, k) => {
          hessian[j]![k]! += p * (1 - p) * xj * xk;
        });
      });
    }
    solve(hessian, gradient).forEach((change, j) => {
      theta[j]! -= change;
    });
  }
  return { weights: theta.slice(0, size), bias: theta[size]! };
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
