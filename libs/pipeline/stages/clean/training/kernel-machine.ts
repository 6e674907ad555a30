/**
 * Least-squares support vector machine (Suykens and Vandewalle, 1999): solves K a + b = target with the ridge on K's
 * diagonal. Of the symmetric `kernel`
 * each row goes up to the diagonal; it is overwritten.
 */
export function solveKernelMachine(
  kernel: Float64Array[],
  targets: readonly number[],
  ridge: number,
): { weights: Float64Array; bias: number } {
  kernel.forEach((row, n) => {
    row[n]! += ridge;
  });
  factorise(kernel);
  const ones = solveFactorised(
    kernel,
    targets.map(() => 1),
  );
  const byTarget = solveFactorised(kernel, targets);
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const bias = sum(byTarget) / sum(ones);
  return { weights: byTarget.map((value, n) => value - bias * ones[n]!), bias };
}

/** Cholesky, row by row, into the lower half. */
function factorise(rows: Float64Array[]): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    for (let j = 0; j <= i; j++) {
      const other = rows[j]!;
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * other[k]!;
      row[j] = i === j ? Math.sqrt(sum) : sum / other[j]!;
    }
  }
}

function solveFactorised(rows: readonly Float64Array[], right: readonly number[]): Float64Array {
  const found = Float64Array.from(right);
  for (let i = 0; i < rows.length; i++) {
    for (let k = 0; k < i; k++) found[i]! -= rows[i]![k]! * found[k]!;
    found[i]! /= rows[i]![i]!;
  }
  for (let i = rows.length - 1; i >= 0; i--) {
    found[i]! /= rows[i]![i]!;
    for (let k = 0; k < i; k++) found[k]! -= rows[i]![k]! * found[i]!;
  }
  return found;
}
