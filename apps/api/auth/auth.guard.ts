import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { publicBase } from '#config';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { RequestFailure } from '../http/request-failure.js';
import { AuthService } from './auth.service.js';
import { type Identity, rememberIdentity } from './identity.js';
import { OPEN } from './open.js';
import { isSameOrigin } from './same-origin.js';
import { sessionSecretOf } from './session-cookie.js';

const readOnly = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Lets nobody through who is not signed in, but for routes marked `Open`. A cookie alone never authorises a write from another site. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly ownOrigins: string[];

  constructor(
    private readonly reflector: Reflector,
    private readonly auth: AuthService,
    @InjectBackend() backend: Backend,
  ) {
    this.ownOrigins = [new URL(publicBase(backend.settings)).origin];
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(OPEN, [context.getHandler(), context.getClass()]))
      return true;
    const request = context.switchToHttp().getRequest<Request>();
    const identity = await this.recognise(request);
    if (!identity) {
      throw new RequestFailure(
        401,
        'Nobody is signed in.',
        'Open the sign-in link that the server printed, or send an API key as `Authorization: Bearer <key>`.',
      );
    }
    if (identity.by === 'session' && !readOnly.has(request.method)) this.refuseOtherSites(request);
    rememberIdentity(request, identity);
    return true;
  }

  private async recognise(request: Request): Promise<Identity | null> {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) return this.auth.byKey(bearer);
    const secret = sessionSecretOf(request);
    return secret ? this.auth.bySession(secret) : null;
  }

  refuseOtherSites(request: Request): void {
    if (isSameOrigin(request, this.ownOrigins)) return;
    throw new RequestFailure(
      403,
      'This request was sent by a page of another site.',
      'Use the dashboard under its own address; scripts use an API key instead of the cookie.',
    );
  }
}
