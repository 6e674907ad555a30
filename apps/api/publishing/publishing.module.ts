import { Module } from '@nestjs/common';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { PreflightService } from './preflight.service.js';
import { PublishingController } from './publishing.controller.js';
import { PublishingService } from './publishing.service.js';

@Module({
  imports: [EpisodesModule],
  controllers: [PublishingController],
  providers: [PublishingService, PreflightService],
  exports: [PreflightService],
})
export class PublishingModule {}
