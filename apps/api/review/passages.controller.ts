import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { passageList } from '#contracts';
import { PassagesService } from './passages.service.js';

@ApiTags('review')
@Controller('api/v1/episodes/:episodeId/passages')
export class PassagesController {
  constructor(private readonly passages: PassagesService) {}

  @Get()
  @ApiOkResponse({ standardSchema: passageList })
  list(@Param('episodeId', { schema: z.uuid() }) id: string): Promise<z.infer<typeof passageList>> {
    return this.passages.list(id);
  }
}
