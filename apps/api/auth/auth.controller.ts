import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { me, signIn } from '#contracts';
import { RequestFailure } from '../http/request-failure.js';
import { AttemptLimit } from './attempt-limit.js';
import { AuthGuard } from './auth.guard.js';
import { AuthService } from './auth.service.js';
import { type Identity, Who } from './identity.js';
import { Open } from './open.js';
import { clearSessionCookie, sessionSecretOf, setSessionCookie } from './session-cookie.js';

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  /** Ten tries a minute: a person needs one, and a guess at 256 bits is hopeless anyway. */
  private readonly limit = new AttemptLimit(10, 60_000);

  constructor(
    private readonly auth: AuthService,
    private readonly guard: AuthGuard,
  ) {}

  @Open()
  @Post('sign-in')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: me })
  async signIn(
    @Body({ schema: signIn }) { token }: z.infer<typeof signIn>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Identity> {
    this.guard.refuseOtherSites(request);
    const waitMs = this.limit.take(request.ip ?? '');
    if (waitMs > 0) {
      response.setHeader('Retry-After', Math.ceil(waitMs / 1000));
      throw new RequestFailure(429, 'Too many sign-in attempts.', 'Wait a minute and try again.');
    }
    const { secret, identity } = await this.auth.signIn(token);
    setSessionCookie(request, response, secret);
    return identity;
  }

  @Post('sign-out')
  @HttpCode(204)
  @ApiNoContentResponse()
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const secret = sessionSecretOf(request);
    if (secret) await this.auth.signOut(secret);
    clearSessionCookie(response);
  }

  @Get('me')
  @ApiOkResponse({ standardSchema: me })
  me(@Who() who: Identity): Identity {
    return who;
  }
}
