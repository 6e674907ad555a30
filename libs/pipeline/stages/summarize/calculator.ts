import { Parser } from 'expr-eval-fork';
import { inputFailure } from '#contracts';

/** Longer expressions are no arithmetic that somebody said. */
const MAX_CHARACTERS = 120;

const parser = new Parser({
  operators: {
    assignment: false,
    fndef: false,
    logical: false,
    comparison: false,
    concatenate: false,
    conditional: false,
    in: false,
  },
});
delete parser.functions.random;

/**
 * The value of an arithmetic expression; thousands may be written with commas.
 * @throws Failure `input` for anything but arithmetic with a finite result
 */
export function calculate(expression: string): number {
  const wrong = (why: string) =>
    inputFailure(`That cannot be reckoned: ${why}.`, 'Use numbers, + - * / ^ and brackets.');
  if (expression.length > MAX_CHARACTERS) throw wrong('it is too long');
  let value: unknown;
  try {
    value = parser.evaluate(expression.replace(/(?<=\d),(?=\d{3}\b)/gu, ''));
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong('the result is no number');
  return value;
}
