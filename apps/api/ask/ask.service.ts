import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type AnswerEvent, type AnswerView, resourceFailure } from '#contracts';
import { createEmbedder, createLanguageModel } from '#language';
import { type AskScope, answerQuestion, type Backend, findPassages } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { toProblem } from '../http/problem.js';
import { notFound } from '../http/request-failure.js';

/** Questions answered at the same time: each keeps the language model busy for seconds. */
const atOnce = 4;
/** An answer that takes longer is given up. */
const answerMs = 120_000;

/** Answers questions over what was said. Its engines start with the first question and end with the server. */
@Injectable()
export class AskService implements OnApplicationShutdown {
  private readonly embedder = createEmbedder();
  private readonly model: ReturnType<typeof createLanguageModel>;
  private running = 0;

  constructor(@InjectBackend() private readonly backend: Backend) {
    this.model = createLanguageModel(backend.settings);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.embedder.close(), this.model?.close?.()]);
  }

  /** The answer as it comes; a failure is its last event. */
  async *stream(question: string, scope: AskScope, stopped: AbortSignal): AsyncGenerator<AnswerEvent> {
    try {
      yield* this.events(question, scope, stopped);
    } catch (error) {
      if (stopped.aborted) return;
      const { detail, remedy, failureClass } = toProblem(error, '');
      if (failureClass === 'bug')
        this.backend.log.warn('A question could not be answered.', { cause: String(error) });
      yield { type: 'failed', message: detail, remedy };
    }
  }

  async answer(question: string, scope: AskScope): Promise<AnswerView> {
    const view = { passages: [], pieces: [] } as Pick<AnswerView, 'passages' | 'pieces'>;
    for await (const event of this.events(question, scope, new AbortController().signal)) {
      if (event.type === 'passages') view.passages = event.passages;
      if (event.type === 'piece') view.pieces.push({ text: event.text, cites: event.cites });
      if (event.type !== 'end') continue;
      const { type: _, ...end } = event;
      return { ...view, ...end };
    }
    throw resourceFailure('The answer broke off.', 'Ask again.');
  }

  private async *events(
    question: string,
    scope: AskScope,
    stopped: AbortSignal,
  ): AsyncGenerator<AnswerEvent> {
    await this.mustExist(scope);
    if (this.running >= atOnce)
      throw resourceFailure(`${atOnce} questions are being answered.`, 'Ask again in a few seconds.');
    this.running++;
    try {
      const signal = AbortSignal.any([stopped, AbortSignal.timeout(answerMs)]);
      const passages = await findPassages(this.backend, this.embedder, { question, scope, signal });
      yield* answerQuestion(question, passages, this.model, signal);
    } finally {
      this.running--;
    }
  }

  private async mustExist(scope: AskScope): Promise<void> {
    const { show, episode } = this.backend.database;
    if ('showId' in scope) {
      if ((await show.count({ where: { id: scope.showId } })) === 0) throw notFound('show');
    } else if ((await episode.count({ where: { id: scope.episodeId } })) === 0) throw notFound('episode');
  }
}
