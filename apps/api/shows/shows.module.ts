import { Module } from '@nestjs/common';
import { PublishingModule } from '../publishing/publishing.module.js';
import { ArtworkService } from './artwork.service.js';
import { GlossaryController } from './glossary.controller.js';
import { GlossaryService } from './glossary.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { ShowsController } from './shows.controller.js';
import { ShowsService } from './shows.service.js';

@Module({
  imports: [PublishingModule],
  controllers: [ShowsController, GlossaryController, PeopleController],
  providers: [ShowsService, ArtworkService, GlossaryService, PeopleService],
})
export class ShowsModule {}
