import { Module } from '@nestjs/common';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { ChaptersController } from './chapters.controller.js';
import { ChaptersService } from './chapters.service.js';
import { CorrectionsService } from './corrections.service.js';
import { CutsController } from './cuts.controller.js';
import { CutsService } from './cuts.service.js';

@Module({
  imports: [EpisodesModule],
  controllers: [CutsController, ChaptersController],
  providers: [CutsService, CorrectionsService, ChaptersService],
})
export class ReviewModule {}
