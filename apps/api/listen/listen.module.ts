import { Module } from '@nestjs/common';
import { ListenController } from './listen.controller.js';
import { ListenService } from './listen.service.js';

@Module({ controllers: [ListenController], providers: [ListenService] })
export class ListenModule {}
