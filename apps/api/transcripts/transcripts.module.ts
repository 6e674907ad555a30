import { Module } from '@nestjs/common';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { TranscriptsController } from './transcripts.controller.js';
import { TranscriptsService } from './transcripts.service.js';

@Module({ imports: [EpisodesModule], controllers: [TranscriptsController], providers: [TranscriptsService] })
export class TranscriptsModule {}
