import { Body, Controller, Get, Param, Patch, Post, Put, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { newShow, type Preflight, preflight, type ShowView, showList, showPatch, showView } from '#contracts';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { cachePrivately, sendObject } from '../http/send-object.js';
import { PreflightService } from '../publishing/preflight.service.js';
import { ArtworkService } from './artwork.service.js';
import { ShowsService } from './shows.service.js';

const showId = { schema: z.uuid() };

@ApiTags('shows')
@Controller('api/v1/shows')
export class ShowsController {
  constructor(
    private readonly shows: ShowsService,
    private readonly artwork: ArtworkService,
    private readonly preflights: PreflightService,
    @InjectBackend() private readonly backend: Backend,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: showList })
  async list(): Promise<z.infer<typeof showList>> {
    return { shows: await this.shows.list() };
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: showView })
  create(@Body({ schema: newShow }) show: z.infer<typeof newShow>): Promise<ShowView> {
    return this.shows.create(show);
  }

  @Get(':showId')
  @ApiOkResponse({ standardSchema: showView })
  read(@Param('showId', showId) id: string): Promise<ShowView> {
    return this.shows.read(id);
  }

  @Patch(':showId')
  @ApiOkResponse({ standardSchema: showView })
  patch(
    @Param('showId', showId) id: string,
    @Body({ schema: showPatch }) patch: z.infer<typeof showPatch>,
  ): Promise<ShowView> {
    return this.shows.patch(id, patch);
  }

  @Put(':showId/artwork')
  @ApiConsumes('image/jpeg', 'image/png', 'image/webp')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ standardSchema: showView })
  async putArtwork(@Param('showId', showId) id: string, @Req() request: Request): Promise<ShowView> {
    return this.artwork.replace(id, request, request.headers['content-type']);
  }

  @Get(':showId/artwork')
  @ApiProduces('image/jpeg')
  async getArtwork(
    @Param('showId', showId) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const artwork = await this.artwork.of(id);
    await sendObject(request, response, this.backend.objects, artwork, cachePrivately);
  }

  @Get(':showId/preflight')
  @ApiOkResponse({ standardSchema: preflight })
  preflight(@Param('showId', showId) id: string): Promise<Preflight> {
    return this.preflights.ofShow(id);
  }
}
