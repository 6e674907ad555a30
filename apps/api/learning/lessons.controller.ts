import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { lessonList } from '#contracts';
import { type Identity, Who } from '../auth/identity.js';
import { LessonsService } from './lessons.service.js';

const showId = { schema: z.uuid() };
const lessonId = { schema: z.string().min(1).max(300) };

@ApiTags('learning')
@Controller('api/v1/shows/:showId/lessons')
export class LessonsController {
  constructor(private readonly lessons: LessonsService) {}

  @Get()
  @ApiOkResponse({ standardSchema: lessonList })
  async list(@Param('showId', showId) id: string): Promise<z.infer<typeof lessonList>> {
    return { lessons: await this.lessons.list(id) };
  }

  @Delete(':lessonId')
  @HttpCode(204)
  @ApiNoContentResponse()
  forget(
    @Param('showId', showId) id: string,
    @Param('lessonId', lessonId) lesson: string,
    @Who() who: Identity,
  ): Promise<void> {
    return this.lessons.forget(id, lesson, who.email);
  }
}
