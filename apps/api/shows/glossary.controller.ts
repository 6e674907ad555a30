import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type GlossaryTerm, glossaryEntry, glossaryList, glossaryTerm } from '#contracts';
import { GlossaryService } from './glossary.service.js';

type Entry = z.infer<typeof glossaryEntry>;
const id = { schema: z.uuid() };

@ApiTags('shows')
@Controller('api/v1/shows/:showId/glossary')
export class GlossaryController {
  constructor(private readonly glossary: GlossaryService) {}

  @Get()
  @ApiOkResponse({ standardSchema: glossaryList })
  async list(@Param('showId', id) showId: string): Promise<{ terms: Entry[] }> {
    return { terms: await this.glossary.list(showId) };
  }

  @Put()
  @ApiOkResponse({ standardSchema: glossaryEntry })
  put(
    @Param('showId', id) showId: string,
    @Body({ schema: glossaryTerm }) term: GlossaryTerm,
  ): Promise<Entry> {
    return this.glossary.put(showId, term);
  }

  @Delete(':termId')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@Param('showId', id) showId: string, @Param('termId', id) termId: string): Promise<void> {
    return this.glossary.remove(showId, termId);
  }
}
