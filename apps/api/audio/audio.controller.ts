import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { waveformQuery, waveformView } from '#contracts';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { cachePrivately, sendObject } from '../http/send-object.js';
import { AudioService } from './audio.service.js';

const episodeId = { schema: z.uuid() };

@ApiTags('audio')
@Controller('api/v1/episodes/:episodeId')
export class AudioController {
  constructor(
    private readonly audio: AudioService,
    @InjectBackend() private readonly backend: Backend,
  ) {}

  @Get('audio/source')
  @ApiProduces('audio/*')
  async source(
    @Param('episodeId', episodeId) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendObject(request, response, this.backend.objects, await this.audio.source(id), cachePrivately);
  }

  @Get('audio/rendered')
  @ApiProduces('audio/*')
  async rendered(
    @Param('episodeId', episodeId) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendObject(request, response, this.backend.objects, await this.audio.rendered(id), cachePrivately);
  }

  @Get('waveform')
  @ApiOkResponse({ standardSchema: waveformView })
  waveform(
    @Param('episodeId', episodeId) id: string,
    @Query({ schema: waveformQuery }) { points }: z.infer<typeof waveformQuery>,
  ): Promise<z.infer<typeof waveformView>> {
    return this.audio.waveform(id, points);
  }
}
