import { Module } from '@nestjs/common';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { AudioController } from './audio.controller.js';
import { AudioService } from './audio.service.js';

@Module({ imports: [EpisodesModule], controllers: [AudioController], providers: [AudioService] })
export class AudioModule {}
