import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Open } from '../auth/open.js';
import { notFound } from '../http/request-failure.js';
import { isUnchanged } from '../http/unchanged.js';
import { FeedsService } from './feeds.service.js';

/** A listener's app asks every hour or so; five minutes keep a crowd off without holding news back. */
const cacheBriefly = 'public, max-age=300';

@ApiTags('public')
@Open()
@Controller('feeds')
export class FeedsController {
  constructor(private readonly feeds: FeedsService) {}

  @Get(':file')
  @ApiProduces('application/rss+xml')
  async feed(@Param('file') file: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const slug = /^([a-z0-9-]+)\.xml$/.exec(file)?.[1];
    if (!slug) throw notFound('feed');
    const { xml, etag, at } = await this.feeds.newest(slug);
    response.status(200);
    response.setHeader('Content-Type', 'application/rss+xml; charset=utf-8');
    response.setHeader('ETag', etag);
    response.setHeader('Last-Modified', at.toUTCString());
    response.setHeader('Cache-Control', cacheBriefly);
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (isUnchanged(request, etag, at)) {
      response.status(304).end();
      return;
    }
    response.setHeader('Content-Length', Buffer.byteLength(xml));
    response.end(request.method === 'HEAD' ? undefined : xml);
  }
}
