import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { searchQuery, searchResult } from '#contracts';
import { SearchService } from './search.service.js';

@ApiTags('search')
@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly passages: SearchService) {}

  @Get()
  @ApiOkResponse({ standardSchema: searchResult })
  search(
    @Query({ schema: searchQuery }) query: z.infer<typeof searchQuery>,
  ): Promise<z.infer<typeof searchResult>> {
    return this.passages.search(query);
  }
}
