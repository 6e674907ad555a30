import { Module } from '@nestjs/common';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { ChaptersController } from './chapters.controller.js';
import { ChaptersService } from './chapters.service.js';
import { CorrectionsService } from './corrections.service.js';
import { CutsController } from './cuts.controller.js';
import { CutsService } from './cuts.service.js';
import { PassagesController } from './passages.controller.js';
import { PassagesService } from './passages.service.js';
import { SpeakersController } from './speakers.controller.js';
import { SpeakersService } from './speakers.service.js';

@Module({
  imports: [EpisodesModule],
  controllers: [CutsController, ChaptersController, PassagesController, SpeakersController],
  providers: [CutsService, CorrectionsService, ChaptersService, PassagesService, SpeakersService],
})
export class ReviewModule {}
