import { setTimeout as wait } from 'node:timers/promises';
import type { JobsOptions, JobType } from 'bullmq';
import { dependencyFailure, type QueueName } from '#contracts';
import type { JobHandler, JobQueue, QueueHealth, StageJob, Working } from './job-queue.js';

export interface QueueLog {
  info(message: string, facts?: object): void;
  warn(message: string, facts?: object): void;
}

export interface QueueTiming {
  /** A dead worker's job is given to another after at most this and `stalledIntervalMs`. */
  lockDurationMs: number;
  stalledIntervalMs: number;
  /** How long a request waits for the server. */
  answerMs: number;
}

/**
 * Measured: a killed worker's job runs again after 11 s; with BullMQ's own 30 s and 30 s after 90 s.
 * An answer may take as long as a restart of the server on the same machine.
 */
export const defaultTiming: QueueTiming = {
  lockDurationMs: 10_000,
  stalledIntervalMs: 5_000,
  answerMs: 5_000,
};

/** How long handlers get to notice their signal. */
const defaultGraceMs = 5_000;

/** The parts of BullMQ's Queue and Worker that are used here; they are alike on both of its backends. */
export interface BullQueue {
  add(name: string, data: StageJob, options: JobsOptions): Promise<unknown>;
  getJobs(types: JobType[]): Promise<({ data?: StageJob | undefined } | undefined)[]>;
  count(): Promise<number>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

export interface BullWorker {
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  cancelAllJobs(reason?: string): void;
  close(): Promise<void>;
  disconnect(): Promise<void>;
}

export type BullProcessor = (job: { data: StageJob }, token?: string, signal?: AbortSignal) => Promise<void>;

/** One of BullMQ's backends. */
export interface BullBackend {
  readonly name: QueueHealth['backend'];
  openQueue(name: QueueName): BullQueue;
  openWorker(name: QueueName, process: BullProcessor, options: WorkerSettings): BullWorker;
  warnings(): Promise<string[]>;
  close(): Promise<void>;
}

export interface WorkerSettings {
  concurrency: number;
  lockDuration: number;
  stalledInterval: number;
  maxStalledCount: number;
  runRetryDelay: number;
}

/** Jobs leave no trace: a finished one that is kept would block its id. */
const jobSettings: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };

/** On Redis a job's key stands beside those of its queue: one called `marker` or `wait` would break it. */
const bullId = (job: StageJob) => `job-${job.id}`;

/** A JobQueue on BullMQ, whichever of its backends it stands on. */
export class BullJobQueue implements JobQueue {
  private readonly queues = new Map<QueueName, BullQueue>();
  private readonly workers = new Set<Working>();
  private lastReport = { text: '', at: 0 };

  constructor(
    private readonly backend: BullBackend,
    private readonly log: QueueLog,
    private readonly timing: QueueTiming,
  ) {}

  async add(queue: QueueName, job: StageJob, { delayMs = 0 } = {}) {
    await this.answer(
      this.queue(queue).add(job.stage, job, { ...jobSettings, jobId: bullId(job), delay: delayMs }),
    );
  }

  async work(queue: QueueName, concurrency: number, handler: JobHandler): Promise<Working> {
    const worker = this.backend.openWorker(
      queue,
      (job, _token, signal) => this.handle(job.data, handler, signal),
      {
        concurrency,
        lockDuration: this.timing.lockDurationMs,
        stalledInterval: this.timing.stalledIntervalMs,
        // How often a job may kill its worker is counted in the database, not here.
        maxStalledCount: 1_000,
        runRetryDelay: 1_000,
      },
    );
    worker.on('error', (error) => this.report(error));
    const working = {
      close: async (graceMs = defaultGraceMs) => {
        this.workers.delete(working);
        await closeWorker(worker, graceMs);
      },
    };
    this.workers.add(working);
    await this.answer(worker.waitUntilReady());
    return working;
  }

  async held(queue: QueueName) {
    const jobs = await this.answer(
      this.queue(queue).getJobs(['waiting', 'prioritized', 'delayed', 'active']),
    );
    return new Set(jobs.flatMap((job) => job?.data?.id ?? []));
  }

  async ping() {
    await this.answer(this.queue('cpu').count());
  }

  async health() {
    return { backend: this.backend.name, warnings: await this.answer(this.backend.warnings()) };
  }

  async close() {
    await Promise.all([...this.workers].map((worker) => worker.close()));
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    await this.backend.close();
  }

  private queue(name: QueueName): BullQueue {
    const open = this.queues.get(name);
    if (open) return open;
    const queue = this.backend.openQueue(name);
    queue.on('error', (error) => this.report(error));
    this.queues.set(name, queue);
    return queue;
  }

  private async handle(job: StageJob, handler: JobHandler, signal = new AbortController().signal) {
    try {
      await handler(job, signal);
    } catch (error) {
      this.log.warn(`Stage ${job.stage} left the queue by an error: ${messageOf(error)}`, { job: job.id });
      throw error;
    }
  }

  /** Every connection reports every vain try to reconnect; the log needs the first one, and a reminder each minute. */
  private report(error: Error) {
    const text = messageOf(error);
    if (text === this.lastReport.text && Date.now() - this.lastReport.at < 60_000) return;
    this.lastReport = { text, at: Date.now() };
    this.log.warn(`Queue (${this.backend.name}): ${text}`);
  }

  private async answer<T>(request: Promise<T>): Promise<T> {
    const timer = new AbortController();
    const tooLate = wait(this.timing.answerMs, undefined, { signal: timer.signal }).then(() => {
      throw new Error(`no answer in ${this.timing.answerMs / 1000} s`);
    });
    try {
      return await Promise.race([request, tooLate]);
    } catch (error) {
      throw dependencyFailure(
        `The queue's server (${this.backend.name}) does not do what it is asked: ${messageOf(error)}`,
        'Check that it is running and reachable; waiting work goes on by itself when it is back.',
        error,
      );
    } finally {
      timer.abort();
      tooLate.catch(() => undefined);
    }
  }
}

const messageOf = (error: unknown) =>
  error instanceof Error ? error.message || (error as { code?: string }).code || error.name : String(error);

/** Without its connections a worker renews no lock: what its handlers still run is given to another worker. */
async function closeWorker(worker: BullWorker, graceMs: number) {
  const timer = new AbortController();
  const late = wait(graceMs, 'late' as const, { signal: timer.signal }).catch(() => undefined);
  const ended = worker.close();
  worker.cancelAllJobs('The worker stops.');
  const first = await Promise.race([ended, late]);
  timer.abort();
  if (first === 'late') await worker.disconnect();
}
