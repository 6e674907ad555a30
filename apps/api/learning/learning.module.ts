import { Module } from '@nestjs/common';
import { ExamplesController } from './examples.controller.js';
import { HeardSoundsController } from './heard-sounds.controller.js';
import { LessonsController } from './lessons.controller.js';
import { LessonsService } from './lessons.service.js';
import { SoundsController } from './sounds.controller.js';
import { SoundsService } from './sounds.service.js';

/** What a show has learned: sounds that its host marked, and what became of its cuts. */
@Module({
  controllers: [SoundsController, HeardSoundsController, LessonsController, ExamplesController],
  providers: [SoundsService, LessonsService],
})
export class LearningModule {}
