import type { QueueName } from '#contracts';

/** A wake-up call for one stage of one episode. What is to be done stands in the database. */
export interface StageJob {
  /** Unique for each claim, such as `stage-episode-attempt-fence`; letters, digits and hyphens. */
  id: string;
  episodeId: string;
  stage: string;
  /** Not to run the stage, but to help the worker that does. */
  help?: boolean;
  /** Not to run the stage, but to look through the recording for sounds that were taught later. */
  scan?: boolean;
}

export type JobHandler = (job: StageJob, signal: AbortSignal) => Promise<void>;

export interface Working {
  /**
   * Takes no more jobs, aborts the signals of those that run, and resolves when they ended or `graceMs` have passed.
   * A job that did not end by then is taken over by another worker when its lock runs out.
   */
  close(graceMs?: number): Promise<void>;
}

/**
 * Wakes workers. It may forget everything at any time: the database knows what is to be done, and whoever reconciles
 * adds again what is not held. Every method rejects with a `dependency` failure when the server does not answer in 5 s.
 */
export interface JobQueue {
  /** Adds a job, to be run after `delayMs`. While a job of this id waits or runs, adding it again does nothing. */
  add(queue: QueueName, job: StageJob, options?: { delayMs?: number }): Promise<void>;
  /** Runs up to `concurrency` jobs at once. A job whose handler rejects is done all the same: trying again is the database's business. */
  work(queue: QueueName, concurrency: number, handler: JobHandler): Promise<Working>;
  /** Ids of the jobs that wait or run. */
  held(queue: QueueName): Promise<Set<string>>;
  ping(): Promise<void>;
  /** Which server it is, and what about its set-up would lose jobs, in sentences. */
  health(): Promise<QueueHealth>;
  close(): Promise<void>;
}

export interface QueueHealth {
  backend: 'redis' | 'postgres';
  warnings: string[];
}
