import { Module } from '@nestjs/common';
import { PublishingModule } from '../publishing/publishing.module.js';
import { ArtworkService } from './artwork.service.js';
import { GlossaryController } from './glossary.controller.js';
import { GlossaryService } from './glossary.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { ShowsController } from './shows.controller.js';
import { ShowsService } from './shows.service.js';
import { VoicesController } from './voices.controller.js';
import { VoicesService } from './voices.service.js';

@Module({
  imports: [PublishingModule],
  controllers: [ShowsController, GlossaryController, PeopleController, VoicesController],
  providers: [ShowsService, ArtworkService, GlossaryService, PeopleService, VoicesService],
})
export class ShowsModule {}
