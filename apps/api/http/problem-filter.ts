import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Backend } from '#pipeline';
import { toProblem } from './problem.js';

/** Answers every failure as RFC 9457 problem details, and logs the ones that are ours. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Backend['log']) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = toProblem(error, request.path);
    if (problem.status >= 500) this.log.warn(`${request.method} ${request.path} failed`, { error });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === 503) response.setHeader('Retry-After', '5');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
