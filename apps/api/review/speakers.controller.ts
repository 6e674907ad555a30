import { Body, Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { speakerList, speakerNames, stageList } from '#contracts';
import { type Identity, Who } from '../auth/identity.js';
import { SpeakersService } from './speakers.service.js';

const episodeId = { schema: z.uuid() };

@ApiTags('review')
@Controller('api/v1/episodes/:episodeId/speakers')
export class SpeakersController {
  constructor(private readonly speakers: SpeakersService) {}

  @Get()
  @ApiOkResponse({ standardSchema: speakerList })
  list(@Param('episodeId', episodeId) id: string): Promise<z.infer<typeof speakerList>> {
    return this.speakers.list(id);
  }

  @Put()
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: stageList })
  name(
    @Param('episodeId', episodeId) id: string,
    @Body({ schema: speakerNames }) names: z.infer<typeof speakerNames>,
    @Who() who: Identity,
  ): Promise<z.infer<typeof stageList>> {
    return this.speakers.name(id, names, who.email);
  }
}
