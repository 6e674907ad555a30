import { Server } from '@tus/server';
import { type Problem, resourceFailure } from '#contracts';
import type { Log } from '#pipeline';
import { toProblem } from '../http/problem.js';
import { RequestFailure } from '../http/request-failure.js';

const pathOf = (url: string) => new URL(url, 'http://local').pathname;

/** What the tus library says about a wrong request, with what to do. */
const remedies: Record<number, string> = {
  404: 'Start the upload anew: it was never begun or has been removed.',
  409: 'Ask with HEAD how many bytes have arrived and go on from there.',
  410: 'Start the upload anew: it was left unfinished for too long.',
  412: 'Send the header Tus-Resumable: 1.0.0; a tus client does so by itself.',
  413: 'Upload a smaller file, or raise MAX_UPLOAD_BYTES.',
};

/** The library says no more than that writing failed; nearly always the disk is full. */
const writeFailed = () =>
  resourceFailure(
    'The server could not write the upload to its disk.',
    'Free disk space on the server; the upload then goes on where it stopped.',
  );

function asProblem(status: number, body: string, instance: string): Problem {
  if (body.startsWith('{')) return JSON.parse(body) as Problem;
  if (status >= 500) return toProblem(writeFailed(), instance);
  const remedy = remedies[status] ?? 'Use a tus 1.0 client: https://tus.io.';
  return toProblem(new RequestFailure(status, body.trim(), remedy), instance);
}

type Options = ConstructorParameters<typeof Server>[0] & { log: Log };

/** The tus server, whose failures are problem details as everywhere else in the API. */
export class TusServer extends Server {
  constructor({ log, ...options }: Options) {
    super({
      ...options,
      onResponseError: (request, error) => {
        if ('status_code' in error) return undefined;
        const problem = toProblem(error, pathOf(request.url));
        if (problem.status >= 500) log.warn('An upload failed.', { error });
        return { status_code: problem.status, body: JSON.stringify(problem) };
      },
    });
  }

  override async write(
    context: Parameters<Server['write']>[0],
    headers: Headers,
    status: number,
    body = '',
  ): ReturnType<Server['write']> {
    if (status < 400) return super.write(context, headers, status, body);
    const problem = asProblem(status, body, this.options.path);
    headers.set('Content-Type', 'application/problem+json');
    return super.write(context, headers, problem.status, JSON.stringify(problem));
  }
}
