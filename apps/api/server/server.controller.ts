import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import { publicBase } from '#config';
import { type Health, healthView, serverInfo } from '#contracts';
import { createLanguageModel } from '#language';
import type { Backend } from '#pipeline';
import { Open } from '../auth/open.js';
import { InjectBackend } from '../backend.js';
import { version } from './version.js';

@ApiTags('server')
@Controller()
export class ServerController {
  constructor(@InjectBackend() private readonly backend: Backend) {}

  @Get('api/v1/server')
  @ApiOkResponse({ standardSchema: serverInfo })
  info(): z.infer<typeof serverInfo> {
    const { settings } = this.backend;
    return {
      version,
      publicUrl: publicBase(settings),
      maxUploadBytes: settings.MAX_UPLOAD_BYTES,
      languageModel: createLanguageModel(settings)?.id ?? null,
    };
  }

  /** The process lives. */
  @Open()
  @Get('healthz')
  @ApiOkResponse({ standardSchema: healthView })
  healthz(): Health {
    return { ok: true, checks: [] };
  }

  /** The process can do its work: for load balancers. */
  @Open()
  @Get('readyz')
  @ApiOkResponse({ standardSchema: healthView })
  async readyz(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const database = await this.databaseCheck();
    if (!database.ok) response.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { ok: database.ok, checks: [database] };
  }

  private async databaseCheck(): Promise<Health['checks'][number]> {
    try {
      await this.backend.database.$queryRaw`SELECT 1`;
      return { name: 'database', ok: true, detail: 'answers' };
    } catch {
      return { name: 'database', ok: false, detail: 'does not answer' };
    }
  }
}
