import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { z } from 'zod';
import {
  type NewSound,
  newSound,
  type SoundPatch,
  type SoundView,
  scanList,
  scanRequest,
  soundList,
  soundPatch,
  soundView,
} from '#contracts';
import { type Identity, Who } from '../auth/identity.js';
import { SoundsService } from './sounds.service.js';

type Scans = z.infer<typeof scanList>;
type Request = z.infer<typeof scanRequest>;
const id = { schema: z.uuid() };

@ApiTags('learning')
@Controller('api/v1/shows/:showId/sounds')
export class SoundsController {
  constructor(private readonly sounds: SoundsService) {}

  @Get()
  @ApiOkResponse({ standardSchema: soundList })
  async list(@Param('showId', id) showId: string): Promise<z.infer<typeof soundList>> {
    return { sounds: await this.sounds.list(showId) };
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: soundView })
  teach(
    @Param('showId', id) showId: string,
    @Body({ schema: newSound }) sound: NewSound,
  ): Promise<SoundView> {
    return this.sounds.teach(showId, sound);
  }

  @Get('scan')
  @ApiOkResponse({ standardSchema: scanList })
  scans(@Param('showId', id) showId: string): Promise<Scans> {
    return this.sounds.scans(showId);
  }

  @Post('scan')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: scanList })
  scan(
    @Param('showId', id) showId: string,
    @Body({ schema: scanRequest }) { episodeIds }: Request,
    @Who() who: Identity,
  ): Promise<Scans> {
    return this.sounds.scan(showId, episodeIds, who.email);
  }

  @Post('proposals')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: scanList })
  propose(
    @Param('showId', id) showId: string,
    @Body({ schema: scanRequest }) { episodeIds }: Request,
    @Who() who: Identity,
  ): Promise<Scans> {
    return this.sounds.propose(showId, episodeIds, who.email);
  }

  @Patch(':soundId')
  @ApiOkResponse({ standardSchema: soundView })
  change(
    @Param('showId', id) showId: string,
    @Param('soundId', id) soundId: string,
    @Body({ schema: soundPatch }) patch: SoundPatch,
  ): Promise<SoundView> {
    return this.sounds.change(showId, soundId, patch);
  }

  @Delete(':soundId')
  @HttpCode(204)
  @ApiNoContentResponse()
  forget(@Param('showId', id) showId: string, @Param('soundId', id) soundId: string): Promise<void> {
    return this.sounds.forget(showId, soundId);
  }
}
