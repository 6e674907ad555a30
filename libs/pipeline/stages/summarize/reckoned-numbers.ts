import type { Notes } from '#contracts';
import { type Evidence, numberReadings, numbersIn } from '../../grounding/index.js';

/** What anyone may reckon with unsaid: parts of a whole, and units of time, size and amount. */
const unitNumbers = new Set([
  '0',
  '1',
  '2',
  '7',
  '10',
  '12',
  '24',
  '30',
  '60',
  '100',
  '365',
  '1000',
  '1024',
  '1000000',
]);

/**
 * The evidence, with the numbers that tools found. A reckoned number counts when what it was reckoned from was said, so
 * that no number comes in by asking the calculator for itself; the web proves nothing, because anyone may write there.
 */
export function withReckonedNumbers(evidence: Evidence, steps: Notes['steps']): Evidence {
  const numbers = new Set(evidence.numbers);
  for (const { tool, args, result } of steps) {
    if (result.startsWith('Error:')) continue;
    const found = tool === 'earlier_episodes' || (isReckoning(tool) && isFromSpeech(args, evidence));
    if (found) for (const number of numberReadings(result)) numbers.add(number);
  }
  return { ...evidence, numbers };
}

const isReckoning = (tool: string) => tool === 'calculator' || tool === 'compute';

/** Code may spell a number in ways that no reader of digits sees, so strings, and numbers in other bases, do not count. */
function isFromSpeech(args: unknown, { numbers }: Evidence): boolean {
  const [formula] = Object.values(args as Record<string, unknown>);
  if (typeof formula !== 'string' || /["'`\\/]\s*\p{L}|["'`\\]|\b0[xbo]|\de\d/iu.test(formula)) return false;
  const used = [...numbersIn(formula)].filter((number) => !unitNumbers.has(number));
  return used.length > 0 && used.every((number) => numbers.has(number));
}
