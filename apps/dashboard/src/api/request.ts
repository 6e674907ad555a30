import { z } from 'zod';
import { type Problem, problem } from '#contracts';

export const apiBase = '/api/v1';

/** An answer that says no: what happened, and what the person can do. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
  }
}

const localProblem = (status: number, title: string, detail: string, remedy: string): Problem => ({
  type: 'about:blank',
  title,
  status,
  detail,
  instance: '',
  remedy,
  failureClass: 'dependency',
});

/** Turns anything thrown into a problem that a page can show. */
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof z.ZodError)
    return {
      ...localProblem(
        0,
        'Unexpected answer',
        `The server’s answer is not what this page expects: ${z.prettifyError(error)}`,
        'Reload the page; if it stays, dashboard and server are of different versions.',
      ),
      failureClass: 'bug',
    };
  const detail = error instanceof Error ? error.message : String(error);
  return localProblem(0, 'Something went wrong', detail, 'Try again; if it stays, look at the server’s log.');
}

async function send(method: string, path: string, body?: unknown): Promise<Response> {
  const raw = body instanceof Blob;
  const type = raw ? body.type : 'application/json';
  let answer: Response;
  try {
    answer = await fetch(apiBase + path, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new ProblemError(
      localProblem(
        0,
        'No connection',
        'Showrunner does not answer.',
        'Check that it is still running; this page tries again by itself.',
      ),
    );
  }
  if (!answer.ok) throw new ProblemError(await readProblem(answer));
  return answer;
}

async function readProblem(answer: Response): Promise<Problem> {
  const text = await answer.text();
  try {
    return problem.parse(JSON.parse(text));
  } catch {
    return localProblem(
      answer.status,
      `Error ${answer.status}`,
      text.slice(0, 300) || answer.statusText,
      'Try again in a moment.',
    );
  }
}

/** One call of the API, its answer parsed. Throws `ProblemError` when the server says no. */
export async function call<T>(
  answer: z.ZodType<T>,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await send(method, path, body);
  return answer.parse(await response.json());
}

/** One call of the API that answers with nothing. */
export async function callEmpty(method: string, path: string, body?: unknown): Promise<void> {
  await send(method, path, body);
}
