import type { ChildProcess } from 'node:child_process';
import { forkScript } from '#config';
import { dependencyFailure, Failure, resourceFailure } from '#contracts';
import type { JobTable, Reply } from './jobs.js';

const keptStderrCharacters = 2000;
/**
 * Every decoding step leaves megabytes outside the heap that only a collection gives back: with a small young generation
 * they come often, at no cost of time (our measurement over ten minutes of sound: 388 MB where it was 457).
 */
const collectOften = '--max-semi-space-size=1';
/** How the kernel, C++, CUDA and Vulkan say that memory is short. */
const shortage = /SIGKILL|SIGABRT|bad_alloc|memory|failed to allocate/i;

/** The engine process ended in the middle of a job. */
export class EngineCrash extends Error {}

/** The script of an engine process: where it lies, as `forkScript` takes it, and what it is given as JSON. */
export interface EngineScript {
  from: string;
  script: string;
  start: unknown;
}

/** One engine process. It does one job at a time and is forked for its first. */
export class EngineProcess<J extends JobTable<J>> {
  private readonly child: ChildProcess;
  private stderr = '';
  alive = true;

  constructor({ from, script, start }: EngineScript) {
    this.child = forkScript(from, script, [JSON.stringify(start)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [collectOften],
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
  run<K extends keyof J>(kind: K, ask: J[K]['ask'], signal: AbortSignal): Promise<J[K]['answer']> {
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
    const lines = this.stderr.trim().split('\n');
    const last = lines.find((line) => shortage.test(line)) ?? lines.at(-1);
    return `${by ? `ended by ${by}` : `ended with code ${code}`}${last ? `: ${last}` : ''}`;
  }
}

/** The kernel kills with SIGKILL, and C++ aborts, when memory is short. */
export function crashFailure(crash: EngineCrash): Failure {
  const message = `The speech engine crashed twice on the same stretch (${crash.message}).`;
  return shortage.test(crash.message)
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
