import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { readSettings, type Settings } from '#config';
import { inputFailure, type QueueName, queueName } from '#contracts';
import {
  type Backend,
  closeBackend,
  type Engines,
  openBackend,
  openEngines,
  type RunningWorker,
  work,
} from '#pipeline';
import { createLog } from './log.js';

/** The speech engine spreads over the cores by itself, so one episode at a time is enough. */
const speechConcurrency = 1;

/** Serves the queues that WORKER_QUEUES names, until the process is told to stop. */
@Injectable()
export class WorkerService implements OnApplicationBootstrap, OnApplicationShutdown {
  private running?: { backend: Backend; engines: Engines; worker: RunningWorker };

  async onApplicationBootstrap() {
    const settings = readSettings();
    if (!settings.DATABASE_URL)
      throw inputFailure(
        'A worker needs DATABASE_URL.',
        'Set it, or run `npm start`, which brings its own database.',
      );
    const backend = await openBackend(settings, settings.DATABASE_URL, createLog(settings));
    const engines = openEngines(settings);
    const worker = await work(backend, engines, queuesOf(settings));
    this.running = { backend, engines, worker };
  }

  async onApplicationShutdown() {
    if (!this.running) return;
    const { backend, engines, worker } = this.running;
    await worker.close();
    await engines.close();
    await closeBackend(backend);
  }
}

function queuesOf(settings: Settings): { name: QueueName; concurrency: number }[] {
  return settings.WORKER_QUEUES.split(',').map((text) => {
    const name = queueName.safeParse(text.trim());
    if (!name.success)
      throw inputFailure(
        `WORKER_QUEUES names the queue "${text}", which does not exist.`,
        `Use ${queueName.options.join(', ')}.`,
      );
    return {
      name: name.data,
      concurrency: name.data === 'speech' ? speechConcurrency : settings.WORKER_CONCURRENCY,
    };
  });
}
