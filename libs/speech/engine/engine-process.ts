import type { ChildProcess } from 'node:child_process';
import { forkScript } from '#config';
import { dependencyFailure, Failure, resourceFailure } from '#contracts';
import type { EngineFiles, JobKind, Jobs, Reply } from './jobs.js';

const keptStderrCharacters = 2000;

/** The engine process ended in the middle of a job. */
export class EngineCrash extends Error {}

/** One engine process. It does one job at a time and is forked for its first. */
export class EngineProcess {
  private readonly child: ChildProcess;
  private stderr = '';
  alive = true;

  constructor(files: EngineFiles) {
    this.child = forkScript(import.meta.url, './engine-child', [JSON.stringify(files)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.stderr?.on('data', (text: Buffer) => {
      this.stderr = (this.stderr + text).slice(-keptStderrCharacters);
    });
    this.child.on('exit', () => {
      this.alive = false;
    });
    this.hold(false);
  }

  /** Rejects with the Failure the engine reports, with EngineCrash when it ends, with the signal's reason when aborted. */
  run<K extends JobKind>(kind: K, ask: Jobs[K]['ask'], signal: AbortSignal): Promise<Jobs[K]['answer']> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        signal.removeEventListener('abort', onAbort);
        this.child.removeAllListeners('message').off('exit', onExit).off('error', onError);
        this.hold(false);
        act();
      };
      const onAbort = () => {
        this.kill();
        settle(() => reject(signal.reason));
      };
      const onExit = (code: number | null, by: NodeJS.Signals | null) =>
        settle(() => reject(new EngineCrash(this.lastWords(code, by))));
      const onError = (error: Error) => settle(() => reject(new EngineCrash(error.message)));
      if (signal.aborted) return reject(signal.reason);
      if (!this.alive)
        return reject(new EngineCrash(this.lastWords(this.child.exitCode, this.child.signalCode)));
      this.hold(true);
      signal.addEventListener('abort', onAbort);
      this.child.on('exit', onExit).on('error', onError);
      this.child.on('message', (reply: Reply) =>
        settle(() => ('failure' in reply ? reject(asFailure(reply.failure)) : resolve(reply.answer))),
      );
      this.child.send({ kind, ask });
    });
  }

  kill(): void {
    this.alive = false;
    this.child.kill('SIGKILL');
  }

  /** An idle engine does not keep its parent from ending. */
  private hold(busy: boolean): void {
    const act = busy ? 'ref' : 'unref';
    this.child[act]();
    this.child.channel?.[act]();
    (this.child.stderr as { ref?(): void; unref?(): void } | null)?.[act]?.();
  }

  private lastWords(code: number | null, by: NodeJS.Signals | null): string {
    const last = this.stderr.trim().split('\n').at(-1) ?? '';
    return `${by ? `ended by ${by}` : `ended with code ${code}`}${last ? `: ${last}` : ''}`;
  }
}

/** The kernel kills with SIGKILL, and C++ aborts, when memory is short. */
export function crashFailure(crash: EngineCrash): Failure {
  const message = `The speech engine crashed twice on the same stretch (${crash.message}).`;
  return /SIGKILL|SIGABRT|bad_alloc|memory/i.test(crash.message)
    ? resourceFailure(
        message,
        'Free memory, or set WHISPER_PROCESSES lower; finished chunks are kept.',
        crash,
      )
    : dependencyFailure(
        message,
        'Run npx showrunner doctor to check the speech engine; finished chunks are kept.',
        crash,
      );
}

const asFailure = ({
  failureClass,
  message,
  remedy,
  stack,
}: Extract<Reply, { failure: unknown }>['failure']) =>
  new Failure(failureClass, message, remedy, { cause: stack });
