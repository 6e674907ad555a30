import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { chapterEdit, chapterList, madeView, stageList } from '#contracts';
import { type Identity, Who } from '../auth/identity.js';
import { ChaptersService } from './chapters.service.js';

type Edit = z.infer<typeof chapterEdit>;
type Stages = z.infer<typeof stageList>;
const episodeId = { schema: z.uuid() };
const chapterId = { schema: z.string().min(1).max(100) };

@ApiTags('review')
@Controller('api/v1/episodes/:episodeId/chapters')
export class ChaptersController {
  constructor(private readonly chapters: ChaptersService) {}

  @Get()
  @ApiOkResponse({ standardSchema: chapterList })
  list(@Param('episodeId', episodeId) id: string): Promise<z.infer<typeof chapterList>> {
    return this.chapters.list(id);
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: madeView })
  make(
    @Param('episodeId', episodeId) id: string,
    @Body({ schema: chapterEdit }) chapter: Edit,
    @Who() who: Identity,
  ): Promise<z.infer<typeof madeView>> {
    return this.chapters.make(id, chapter, who.email);
  }

  @Put(':chapterId')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: stageList })
  put(
    @Param('episodeId', episodeId) id: string,
    @Param('chapterId', chapterId) chapter: string,
    @Body({ schema: chapterEdit }) edit: Edit,
    @Who() who: Identity,
  ): Promise<Stages> {
    return this.chapters.change(id, chapter, edit, who.email);
  }

  @Delete(':chapterId')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: stageList })
  remove(
    @Param('episodeId', episodeId) id: string,
    @Param('chapterId', chapterId) chapter: string,
    @Who() who: Identity,
  ): Promise<Stages> {
    return this.chapters.change(id, chapter, null, who.email);
  }
}
