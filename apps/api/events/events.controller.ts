import { Controller, type MessageEvent, Param, Sse } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import { EventsService } from './events.service.js';

@ApiTags('events')
@Controller('api/v1')
export class EventsController {
  constructor(private readonly events: EventsService) {}

  @Sse('events')
  all(): Observable<MessageEvent> {
    return this.events.stream().pipe(map((data) => ({ data })));
  }

  @Sse('episodes/:episodeId/events')
  ofEpisode(@Param('episodeId', { schema: z.uuid() }) id: string): Observable<MessageEvent> {
    return this.events.stream(id).pipe(map((data) => ({ data })));
  }
}
