import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type WordingExamples, wordingExamples } from '#contracts';
import { type Backend, forgetExamples, readExamples } from '#pipeline';
import { type Identity, Who } from '../auth/identity.js';
import { InjectBackend } from '../backend.js';
import { mustBeShow } from './must-be-show.js';

const showId = { schema: z.uuid() };

/** The host's own wording in published episodes: the language model is shown it for the next one. */
@ApiTags('learning')
@Controller('api/v1/shows/:showId/examples')
export class ExamplesController {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  @Get()
  @ApiOkResponse({ standardSchema: wordingExamples })
  async list(@Param('showId', showId) id: string): Promise<WordingExamples> {
    await mustBeShow(this.backend, id);
    return readExamples(this.backend.database, id);
  }

  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  async forget(@Param('showId', showId) id: string, @Who() who: Identity): Promise<void> {
    await mustBeShow(this.backend, id);
    await forgetExamples(this.backend, id, who.email);
  }
}
