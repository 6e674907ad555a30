import { dependencyFailure, type Failure, type ObjectRef, resourceFailure } from '#contracts';

export const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? '';

/** The object was there once: an artifact names it. */
export const vanished = ({ sha256 }: Pick<ObjectRef, 'sha256'>, cause?: unknown): Failure =>
  resourceFailure(
    `The stored object ${sha256} is gone.`,
    'Restore the objects folder or bucket from its backup, or run the stage that made it again.',
    cause,
  );

/** A full disk is told as such; any other error stays what it is. */
export function asStorageFailure(error: unknown, place: string): unknown {
  if (!['ENOSPC', 'EDQUOT'].includes(codeOf(error))) return error;
  return resourceFailure(
    `There is no room left in ${place}.`,
    'Free disk space; the work resumes by itself.',
    error,
  );
}

/** The bucket's server refused or did not answer. */
export const bucketFailure = (bucket: string, error: unknown): Failure =>
  dependencyFailure(
    `The bucket ${bucket} does not do what it is asked: ${error instanceof Error ? error.message || error.name : error}`,
    'Check the S3_* settings, that the bucket exists and that its server is running.',
    error,
  );
