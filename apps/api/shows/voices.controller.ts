import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { voiceList } from '#contracts';
import { VoicesService } from './voices.service.js';

const id = { schema: z.uuid() };

@ApiTags('shows')
@Controller('api/v1/shows/:showId/voices')
export class VoicesController {
  constructor(private readonly voices: VoicesService) {}

  @Get()
  @ApiOkResponse({ standardSchema: voiceList })
  list(@Param('showId', id) showId: string): Promise<z.infer<typeof voiceList>> {
    return this.voices.list(showId);
  }

  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  forgetAll(@Param('showId', id) showId: string): Promise<void> {
    return this.voices.forget(showId);
  }

  @Delete(':personId')
  @HttpCode(204)
  @ApiNoContentResponse()
  forget(@Param('showId', id) showId: string, @Param('personId', id) personId: string): Promise<void> {
    return this.voices.forget(showId, personId);
  }
}
