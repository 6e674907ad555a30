import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { keyList, madeKey, newKey } from '#contracts';
import { ApiKeysService } from './api-keys.service.js';
import { type Identity, Who } from './identity.js';

@ApiTags('auth')
@Controller('api/v1/auth/keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @ApiOkResponse({ standardSchema: keyList })
  async list(@Who() who: Identity): Promise<z.infer<typeof keyList>> {
    return { keys: await this.keys.list(who) };
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: madeKey })
  make(
    @Who() who: Identity,
    @Body({ schema: newKey }) { name }: z.infer<typeof newKey>,
  ): Promise<z.infer<typeof madeKey>> {
    return this.keys.make(who, name);
  }

  @Delete(':keyId')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@Who() who: Identity, @Param('keyId', { schema: z.uuid() }) keyId: string): Promise<void> {
    return this.keys.remove(who, keyId);
  }
}
