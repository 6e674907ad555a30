import { SetMetadata } from '@nestjs/common';

export const OPEN = 'open';

/** Marks a route or controller that needs no sign-in. */
export const Open = () => SetMetadata(OPEN, true);
