import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { ObjectRef } from '#contracts';
import type { Backend } from '#pipeline';
import { Open } from '../auth/open.js';
import { InjectBackend } from '../backend.js';
import { cacheForEver, sendObject } from '../http/send-object.js';
import { MediaService } from './media.service.js';

/** Listeners' apps fetch these: ranges, HEAD, ETag, and from pages of other sites too (PSP-1: transcripts need CORS). */
@ApiTags('public')
@Open()
@Controller('media/:show')
export class MediaController {
  constructor(
    private readonly media: MediaService,
    @InjectBackend() private readonly backend: Backend,
  ) {}

  @Get(':file')
  async artwork(
    @Param('show') show: string,
    @Param('file') file: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(request, response, await this.media.artwork(show, file));
  }

  @Get(':episode/:file')
  async episodeFile(
    @Param('show') show: string,
    @Param('episode') episode: string,
    @Param('file') file: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(request, response, await this.media.episodeFile(show, episode, file));
  }

  private async send(request: Request, response: Response, file: ObjectRef): Promise<void> {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    await sendObject(request, response, this.backend.objects, withCharset(file), cacheForEver);
  }
}

/** Text is UTF-8, and says so where its type does not settle it. */
const withCharset = (file: ObjectRef): ObjectRef =>
  file.type.startsWith('text/') ? { ...file, type: `${file.type}; charset=utf-8` } : file;
