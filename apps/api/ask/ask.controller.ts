import { Controller, Get, type MessageEvent, Param, Query, Sse } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Observable } from 'rxjs';
import { z } from 'zod';
import { type AnswerEvent, type AnswerView, answerView, askQuery } from '#contracts';
import type { AskScope } from '#pipeline';
import { AskService } from './ask.service.js';

type Asked = z.infer<typeof askQuery>;
const id = { schema: z.uuid() };
const asked = { schema: askQuery };

/** Questions over an episode or a whole show: the answer at once, or as server-sent events while it is written. */
@ApiTags('ask')
@Controller('api/v1')
export class AskController {
  constructor(private readonly ask: AskService) {}

  @Get('episodes/:episodeId/ask')
  @ApiOkResponse({ standardSchema: answerView })
  ofEpisode(
    @Param('episodeId', id) episodeId: string,
    @Query(asked) { question }: Asked,
  ): Promise<AnswerView> {
    return this.ask.answer(question, { episodeId });
  }

  @Get('shows/:showId/ask')
  @ApiOkResponse({ standardSchema: answerView })
  ofShow(@Param('showId', id) showId: string, @Query(asked) { question }: Asked): Promise<AnswerView> {
    return this.ask.answer(question, { showId });
  }

  @Sse('episodes/:episodeId/ask/stream')
  streamOfEpisode(@Param('episodeId', id) episodeId: string, @Query(asked) { question }: Asked) {
    return this.stream(question, { episodeId });
  }

  @Sse('shows/:showId/ask/stream')
  streamOfShow(@Param('showId', id) showId: string, @Query(asked) { question }: Asked) {
    return this.stream(question, { showId });
  }

  /** Ends after `end` or `failed`; a reader that hangs up stops the model. */
  private stream(question: string, scope: AskScope): Observable<MessageEvent> {
    return new Observable((reader) => {
      const stop = new AbortController();
      const tell = async (events: AsyncIterable<AnswerEvent>) => {
        for await (const data of events) reader.next({ data });
        reader.complete();
      };
      tell(this.ask.stream(question, scope, stop.signal)).catch((error) => reader.error(error));
      return () => stop.abort();
    });
  }
}
