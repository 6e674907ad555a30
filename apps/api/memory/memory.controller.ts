import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type EpisodeMemory, episodeMemory, type TopicList, topicList } from '#contracts';
import { type Backend, readMemory, readTopics } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { notFound } from '../http/request-failure.js';

const id = { schema: z.uuid() };

/** What a show has said before. */
@ApiTags('memory')
@Controller('api/v1')
export class MemoryController {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  @Get('episodes/:episodeId/memory')
  @ApiOkResponse({ standardSchema: episodeMemory })
  async ofEpisode(@Param('episodeId', id) episodeId: string): Promise<EpisodeMemory> {
    if ((await this.backend.database.episode.count({ where: { id: episodeId } })) === 0)
      throw notFound('episode');
    return readMemory(this.backend, episodeId);
  }

  @Get('shows/:showId/topics')
  @ApiOkResponse({ standardSchema: topicList })
  async ofShow(@Param('showId', id) showId: string): Promise<TopicList> {
    if ((await this.backend.database.show.count({ where: { id: showId } })) === 0) throw notFound('show');
    return readTopics(this.backend, showId);
  }
}
