import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  type EpisodeView,
  episodeList,
  episodePatch,
  episodeQuery,
  episodeView,
  stageList,
} from '#contracts';
import { type Identity, Who } from '../auth/identity.js';
import { EpisodesService } from './episodes.service.js';

type Stages = z.infer<typeof stageList>;
const episodeId = { schema: z.uuid() };

@ApiTags('episodes')
@Controller('api/v1/episodes')
export class EpisodesController {
  constructor(private readonly episodes: EpisodesService) {}

  @Get()
  @ApiOkResponse({ standardSchema: episodeList })
  list(
    @Query({ schema: episodeQuery }) query: z.infer<typeof episodeQuery>,
  ): Promise<z.infer<typeof episodeList>> {
    return this.episodes.list(query);
  }

  @Get(':episodeId')
  @ApiOkResponse({ standardSchema: episodeView })
  read(@Param('episodeId', episodeId) id: string): Promise<EpisodeView> {
    return this.episodes.read(id);
  }

  @Patch(':episodeId')
  @ApiOkResponse({ standardSchema: episodeView })
  patch(
    @Param('episodeId', episodeId) id: string,
    @Body({ schema: episodePatch }) patch: z.infer<typeof episodePatch>,
  ): Promise<EpisodeView> {
    return this.episodes.patch(id, patch);
  }

  @Delete(':episodeId')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@Param('episodeId', episodeId) id: string, @Who() who: Identity): Promise<void> {
    return this.episodes.remove(id, who.email);
  }

  @Get(':episodeId/stages')
  @ApiOkResponse({ standardSchema: stageList })
  stages(@Param('episodeId', episodeId) id: string): Promise<Stages> {
    return this.episodes.stages(id);
  }

  @Post(':episodeId/retry')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: stageList })
  retry(@Param('episodeId', episodeId) id: string): Promise<Stages> {
    return this.episodes.retry(id);
  }
}
