import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../auth/open.js';
import { ListenService } from './listen.service.js';

/** Pages for people who follow the links in a feed. */
@ApiExcludeController()
@Open()
@Controller('listen/:show')
export class ListenController {
  constructor(private readonly listen: ListenService) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  show(@Param('show') show: string): Promise<string> {
    return this.listen.show(show);
  }

  @Get(':episode')
  @Header('Content-Type', 'text/html; charset=utf-8')
  episode(@Param('show') show: string, @Param('episode') episode: string): Promise<string> {
    return this.listen.episode(show, episode);
  }
}
