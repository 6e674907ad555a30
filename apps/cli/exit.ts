import { asFailure } from '#contracts';

/** What scripts rely on: 2 for input that cannot be used, 1 for anything else. */
const exitCodes = { input: 2, resource: 1, dependency: 1, bug: 1 } as const;

/** Says on stderr what happened and what to do, and ends with the code of its class. */
export async function exitWith(error: unknown): Promise<never> {
  const failure = asFailure(error);
  const trace = failure.failureClass === 'bug' && error instanceof Error ? `\n${error.stack}` : '';
  process.stderr.write(`${failure.message} ${failure.remedy}${trace}\n`, () => {});
  process.exit(exitCodes[failure.failureClass]);
}
