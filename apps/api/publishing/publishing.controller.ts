import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Preflight, preflight, publicationList, publishedView } from '#contracts';
import { type Identity, Who } from '../auth/identity.js';
import { PreflightService } from './preflight.service.js';
import { PublishingService } from './publishing.service.js';

const episodeId = { schema: z.uuid() };

@ApiTags('publishing')
@Controller('api/v1/episodes/:episodeId')
export class PublishingController {
  constructor(
    private readonly publishing: PublishingService,
    private readonly preflights: PreflightService,
  ) {}

  @Get('preflight')
  @ApiOkResponse({ standardSchema: preflight })
  preflight(@Param('episodeId', episodeId) id: string): Promise<Preflight> {
    return this.preflights.ofEpisode(id);
  }

  @Post('publish')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: publishedView })
  publish(
    @Param('episodeId', episodeId) id: string,
    @Who() who: Identity,
  ): Promise<z.infer<typeof publishedView>> {
    return this.publishing.publish(id, who.email);
  }

  @Post('unpublish')
  @HttpCode(204)
  @ApiNoContentResponse()
  unpublish(@Param('episodeId', episodeId) id: string, @Who() who: Identity): Promise<void> {
    return this.publishing.unpublish(id, who.email);
  }

  @Get('publications')
  @ApiOkResponse({ standardSchema: publicationList })
  publications(@Param('episodeId', episodeId) id: string): Promise<z.infer<typeof publicationList>> {
    return this.publishing.list(id);
  }
}
