import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  concatMap,
  filter,
  interval,
  map,
  merge,
  Observable,
  Subject,
  share,
  startWith,
  takeUntil,
} from 'rxjs';
import { z } from 'zod';
import type { LiveEvent } from '#contracts';
import { type Subscription, subscribeEvents, type LiveEvent as Told } from '#database';
import type { Backend } from '#pipeline';
import { InjectBackend } from '../backend.js';
import { episodeEta, stageViews } from '../episodes/stage-view.js';

/** Proxies close a silent line after 30 to 60 s. */
const heartbeatMs = 15_000;

const now = () => new Date().toISOString();
const heartbeat = (): LiveEvent => ({ type: 'heartbeat', at: now() });

/** Hears what every process tells, once, and passes it on to any number of browsers. */
@Injectable()
export class EventsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly told = new Subject<Told>();
  private readonly missed = new Subject<LiveEvent>();
  private readonly closing = new Subject<void>();
  private subscription?: Subscription;
  /** In order, and each looked up once however many listen. */
  private readonly live: Observable<LiveEvent>;

  constructor(@InjectBackend() private readonly backend: Backend) {
    const read = this.told.pipe(concatMap((event) => this.read(event)));
    this.live = merge(read, this.missed).pipe(
      filter((event) => event !== null),
      share(),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    this.subscription = await subscribeEvents(
      this.backend.databaseUrl,
      (event) => this.told.next(event),
      () => this.missed.next({ type: 'missed', at: now() }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.subscription?.close();
  }

  /** Ends every stream: a server that waits for them would never close. */
  end(): void {
    this.closing.next();
  }

  /** @param episodeId only what concerns this episode; without it, everything */
  stream(episodeId?: string): Observable<LiveEvent> {
    const concerns = (event: LiveEvent) =>
      !episodeId || !('episodeId' in event) || event.episodeId === episodeId;
    const beats = interval(heartbeatMs).pipe(map(heartbeat));
    return merge(this.live.pipe(filter(concerns)), beats).pipe(
      startWith(heartbeat()),
      takeUntil(this.closing),
    );
  }

  private async read({ type, episodeId, data }: Told): Promise<LiveEvent | null> {
    if (!episodeId) return null;
    const stage = (data as { stage?: unknown } | null)?.stage;
    if (typeof stage !== 'string') return { type: 'episode', episodeId, at: now(), what: type };
    try {
      const runs = await this.backend.database.stageRun.findMany({ where: { episodeId } });
      const newest = runs.map((run) => (run.stage === stage ? { ...run, ...newer(run.state, data) } : run));
      const stages = stageViews(this.backend, newest);
      const view = stages.find((run) => run.stage === stage);
      return view
        ? { type: 'stage', episodeId, at: now(), stage: view, episodeEtaMs: episodeEta(stages) }
        : null;
    } catch (error) {
      this.backend.log.warn('A live event could not be read.', { episodeId, stage, cause: String(error) });
      return { type: 'missed', at: now() };
    }
  }
}

const told = z.object({ progress: z.number(), phase: z.string(), etaMs: z.number().nullable().optional() });

/** Progress is told more often than it is stored. */
const newer = (state: string, data: unknown) => (state === 'running' && told.safeParse(data).data) || {};
