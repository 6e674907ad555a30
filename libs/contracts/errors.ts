/**
 * Failure classes, as the whole product reports them.
 * - input: the file or request is at fault; never retried
 * - resource: memory, disk or GPU is short; retried later
 * - dependency: a server or API does not answer; retried with backoff
 * - bug: ours
 */
export const failureClasses = ['input', 'resource', 'dependency', 'bug'] as const;
export type FailureClass = (typeof failureClasses)[number];

/** An error that says what happened, to which thing, and what to do about it. */
export class Failure extends Error {
  constructor(
    readonly failureClass: FailureClass,
    /** What happened, in one sentence. */
    message: string,
    /** What the reader can do about it, in one sentence. */
    readonly remedy: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'Failure';
  }
}

export const inputFailure = (message: string, remedy: string, cause?: unknown) =>
  new Failure('input', message, remedy, { cause });
export const resourceFailure = (message: string, remedy: string, cause?: unknown) =>
  new Failure('resource', message, remedy, { cause });
export const dependencyFailure = (message: string, remedy: string, cause?: unknown) =>
  new Failure('dependency', message, remedy, { cause });

const resourceCodes = new Set(['ENOSPC', 'ENOMEM', 'EMFILE', 'EDQUOT']);
const dependencyCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN'],
  // Prisma's: the database is not reached, does not answer in time, hangs up, or has no connection to spare.
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'],
]);

/** Gives any thrown value a class: a Failure keeps its own, system codes are read, the rest are bugs. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = (error as { code?: string } | null)?.code ?? '';
  if (resourceCodes.has(code))
    return resourceFailure(message, 'Free disk space or memory; the work resumes by itself.', error);
  if (dependencyCodes.has(code))
    return dependencyFailure(
      message,
      'Check that the server named here is running; the work is tried again.',
      error,
    );
  return new Failure('bug', message, 'Please report this with the log of the episode.', { cause: error });
}
