import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { heardSoundList, heardVerdict, type SoundView, soundView } from '#contracts';
import { type Backend, forgetHeard } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { mustBeShow } from './must-be-show.js';
import { SoundsService } from './sounds.service.js';

type Verdict = z.infer<typeof heardVerdict>;
const id = { schema: z.uuid() };

/** Short sounds of the show's episodes that nobody marked; later episodes are listened to with them. */
@ApiTags('learning')
@Controller('api/v1/shows/:showId/heard-sounds')
export class HeardSoundsController {
  constructor(
    @InjectBackend() private readonly backend: Backend,
    private readonly sounds: SoundsService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: heardSoundList })
  async list(@Param('showId', id) showId: string): Promise<z.infer<typeof heardSoundList>> {
    return { sounds: await this.sounds.heard(showId) };
  }

  @Post(':soundId')
  @ApiCreatedResponse({ standardSchema: soundView })
  name(
    @Param('showId', id) showId: string,
    @Param('soundId', id) soundId: string,
    @Body({ schema: heardVerdict }) { verdict }: Verdict,
  ): Promise<SoundView> {
    return this.sounds.nameHeard(showId, soundId, verdict);
  }

  @Delete(':soundId')
  @HttpCode(204)
  @ApiNoContentResponse()
  async forget(@Param('showId', id) showId: string, @Param('soundId', id) soundId: string): Promise<void> {
    await mustBeShow(this.backend, showId);
    await forgetHeard(this.backend, showId, soundId);
  }

  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  async forgetAll(@Param('showId', id) showId: string): Promise<void> {
    await mustBeShow(this.backend, showId);
    await forgetHeard(this.backend, showId);
  }
}
