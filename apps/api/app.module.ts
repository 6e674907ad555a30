import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { Backend } from '#pipeline';
import { AskModule } from './ask/ask.module.js';
import { AudioModule } from './audio/audio.module.js';
import { AuthModule } from './auth/auth.module.js';
import { backendModule } from './backend.js';
import { EpisodesModule } from './episodes/episodes.module.js';
import { EventsModule } from './events/events.module.js';
import { FeedsModule } from './feeds/feeds.module.js';
import { ProblemFilter } from './http/problem-filter.js';
import { ValidationPipe } from './http/validation.js';
import { LearningModule } from './learning/learning.module.js';
import { ListenModule } from './listen/listen.module.js';
import { MediaModule } from './media/media.module.js';
import { MemoryModule } from './memory/memory.module.js';
import { PublishingModule } from './publishing/publishing.module.js';
import { ReviewModule } from './review/review.module.js';
import { SearchModule } from './search/search.module.js';
import { ServerModule } from './server/server.module.js';
import { ShowsModule } from './shows/shows.module.js';
import { TranscriptsModule } from './transcripts/transcripts.module.js';
import { UploadsModule } from './uploads/uploads.module.js';

const subjects = [
  AuthModule,
  ServerModule,
  ShowsModule,
  UploadsModule,
  EpisodesModule,
  ReviewModule,
  LearningModule,
  TranscriptsModule,
  AudioModule,
  SearchModule,
  AskModule,
  MemoryModule,
  PublishingModule,
  EventsModule,
  FeedsModule,
  MediaModule,
  ListenModule,
];

@Module({})
class AppModule {}

/** Every subject of the API, on one backend. */
export const appModule = (backend: Backend): DynamicModule => ({
  module: AppModule,
  imports: [backendModule(backend), ...subjects],
  providers: [
    { provide: APP_PIPE, useClass: ValidationPipe },
    { provide: APP_FILTER, useValue: new ProblemFilter(backend.log) },
  ],
});
