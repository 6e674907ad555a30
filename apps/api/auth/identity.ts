import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import type { me } from '#contracts';

/** Who sends a request, and how we know. */
export type Identity = z.infer<typeof me>;

const identities = new WeakMap<Request, Identity>();

export const rememberIdentity = (request: Request, identity: Identity) => identities.set(request, identity);

/** Gives a handler who is signed in. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Identity => {
  const identity = identities.get(context.switchToHttp().getRequest<Request>());
  if (!identity) throw new Error('This route is open: nobody is signed in.');
  return identity;
});
