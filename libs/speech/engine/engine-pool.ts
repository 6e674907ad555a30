import { crashFailure, EngineCrash, EngineProcess, type EngineScript } from './engine-process.js';
import type { JobTable } from './jobs.js';

/** An engine that has had nothing to do for this long gives its memory back. */
const idleMs = 60_000;

/** A fixed number of engine processes, forked on first use. More jobs than processes wait in order. */
export class EnginePool<J extends JobTable<J>> {
  private readonly idle: EngineProcess<J>[] = [];
  private readonly busy = new Set<EngineProcess<J>>();
  private readonly waiting: (() => void)[] = [];
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly script: EngineScript,
    private readonly size: number,
  ) {}

  /** Runs one job. When its engine crashes it is tried once more on a new one, then fails with the cause. */
  async run<K extends keyof J>(kind: K, ask: J[K]['ask'], signal: AbortSignal): Promise<J[K]['answer']> {
    try {
      return await this.attempt(kind, ask, signal);
    } catch (error) {
      if (!(error instanceof EngineCrash)) throw error;
    }
    try {
      return await this.attempt(kind, ask, signal);
    } catch (error) {
      throw error instanceof EngineCrash ? crashFailure(error) : error;
    }
  }

  /** Ends all engines; jobs in flight fail. */
  close(): void {
    clearTimeout(this.idleTimer);
    for (const engine of [...this.idle.splice(0), ...this.busy]) engine.kill();
  }

  private async attempt<K extends keyof J>(
    kind: K,
    ask: J[K]['ask'],
    signal: AbortSignal,
  ): Promise<J[K]['answer']> {
    const engine = await this.take(signal);
    try {
      return await engine.run(kind, ask, signal);
    } finally {
      this.giveBack(engine);
    }
  }

  private async take(signal: AbortSignal): Promise<EngineProcess<J>> {
    clearTimeout(this.idleTimer);
    while (this.busy.size >= this.size) await this.turn(signal);
    signal.throwIfAborted();
    let engine = this.idle.pop();
    while (engine && !engine.alive) engine = this.idle.pop();
    engine ??= new EngineProcess<J>(this.script);
    this.busy.add(engine);
    return engine;
  }

  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(go), 1);
        reject(signal.reason);
      };
      if (signal.aborted) return reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(go);
    });
  }

  private giveBack(engine: EngineProcess<J>): void {
    this.busy.delete(engine);
    if (engine.alive) this.idle.push(engine);
    this.waiting.shift()?.();
    if (this.busy.size === 0) this.idleTimer = setTimeout(() => this.close(), idleMs).unref();
  }
}
