import { type DynamicModule, Global, Inject, Module } from '@nestjs/common';
import type { Backend } from '#pipeline';

const BACKEND = Symbol('Backend');

/** Gives a service the database, objects, queue and settings that everything stands on. */
export const InjectBackend = () => Inject(BACKEND);

@Global()
@Module({})
class BackendModule {}

export const backendModule = (backend: Backend): DynamicModule => ({
  module: BackendModule,
  providers: [{ provide: BACKEND, useValue: backend }],
  exports: [BACKEND],
});
