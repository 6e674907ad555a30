import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { asFailure, dependencyFailure, type Failure, type FailureClass, type Problem } from '#contracts';
import { RequestFailure } from './request-failure.js';

const statusOfClass: Record<FailureClass, number> = { input: 422, resource: 503, dependency: 503, bug: 500 };

/** What to do about errors that the web framework itself raises. */
const frameworkRemedies: Record<number, string> = {
  400: 'Send the request as the documentation at /api/docs describes it.',
  404: 'Check the address: /api/docs lists all of them.',
  405: 'Use one of the methods that /api/docs lists for this address.',
  413: 'Send a smaller body; recordings go to /api/v1/uploads in parts.',
};

/** What of an error may be said aloud: cause and remedy of a known failure, nothing of our own faults. */
export function toProblem(error: unknown, instance: string): Problem {
  const { status, failure, errors } = read(error);
  const ours = failure.failureClass === 'bug';
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: ours ? 'The server failed while it handled this request.' : failure.message,
    instance,
    remedy: ours ? 'Please report this with the lines that the server has just logged.' : failure.remedy,
    failureClass: failure.failureClass,
    ...(errors && { errors }),
  };
}

function read(error: unknown): { status: number; failure: Failure; errors?: Problem['errors'] } {
  if (error instanceof RequestFailure) return { status: error.status, failure: error, errors: error.errors };
  const httpStatus = statusOfHttpError(error);
  if (httpStatus) {
    const remedy = frameworkRemedies[httpStatus] ?? 'Check the request against /api/docs.';
    const failure = new RequestFailure(httpStatus, (error as Error).message, remedy);
    return { status: httpStatus, failure };
  }
  const failure = asFailure(databaseIsGone(error) ?? error);
  return { status: statusOfClass[failure.failureClass], failure, errors: listedFaults(failure) };
}

/** Errors of Nest and of Express's body parser (`status` below 500 means that the request is at fault). */
function statusOfHttpError(error: unknown): number | undefined {
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 && error instanceof Error
    ? status
    : undefined;
}

/** Prisma's codes P1000 to P1017 are all about reaching the server; P2024 and P2028 about getting a connection in time. */
function databaseIsGone(error: unknown): Failure | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string' || !/^P1\d{3}$|^P2024$|^P2028$/.test(code)) return undefined;
  return dependencyFailure(
    'The database does not answer.',
    'Check that Postgres is running; the request can then be sent again.',
    error,
  );
}

/** A failure may carry a list of what is wrong as its cause, such as a feed's checklist. */
function listedFaults(failure: Failure): Problem['errors'] {
  if (!Array.isArray(failure.cause)) return undefined;
  return failure.cause.map((fault: { where?: string; rule?: string; message?: string }) => ({
    path: fault.where ?? fault.rule ?? '',
    message: fault.message ?? String(fault),
  }));
}
