import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WorkerService } from './worker.service.js';

@Module({ providers: [WorkerService] })
class WorkerModule {}

const app = await NestFactory.createApplicationContext(WorkerModule, { logger: ['error', 'warn'] });
app.enableShutdownHooks(['SIGTERM']);

// Started by `showrunner start`: Ctrl-C reaches the whole terminal group, but the parent decides the order of ending.
if (process.send) {
  process.on('SIGINT', () => {});
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.send('ready');
}
