import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { peopleList, personEdit, personView } from '#contracts';
import { PeopleService } from './people.service.js';

type Person = z.infer<typeof personView>;
const id = { schema: z.uuid() };

@ApiTags('shows')
@Controller('api/v1/shows/:showId/people')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  @Get()
  @ApiOkResponse({ standardSchema: peopleList })
  async list(@Param('showId', id) showId: string): Promise<{ people: Person[] }> {
    return { people: await this.people.list(showId) };
  }

  @Put()
  @ApiOkResponse({ standardSchema: personView })
  put(
    @Param('showId', id) showId: string,
    @Body({ schema: personEdit }) person: z.infer<typeof personEdit>,
  ): Promise<Person> {
    return this.people.put(showId, person);
  }

  @Delete(':personId')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@Param('showId', id) showId: string, @Param('personId', id) personId: string): Promise<void> {
    return this.people.remove(showId, personId);
  }
}
