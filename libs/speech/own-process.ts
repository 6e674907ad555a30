import { forkScript } from '#config';
import { asFailure, Failure, type FailureClass, resourceFailure } from '#contracts';

/** Where the script of a process lies, as `forkScript` takes it, and what it does, as in "Telling voices apart". */
export interface OwnProcess {
  from: string;
  script: string;
  doing: string;
}

export interface Watch {
  signal: AbortSignal;
  /** Part done, 0 to 1. */
  progress?: (fraction: number) => void;
}

interface Message {
  progress?: number;
  result?: unknown;
  failure?: { failureClass: FailureClass; message: string; remedy: string };
}

/**
 * Has one task done by a process of its own, which ends with it, and at once when aborted.
 * @throws the Failure that `answerTask` caught; `resource` when the process is ended from outside
 */
export function inOwnProcess<T>(
  { from, script, doing }: OwnProcess,
  task: unknown,
  watch: Watch,
): Promise<T> {
  const { signal, progress } = watch;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = forkScript(from, script, [], { signal, killSignal: 'SIGKILL' });
    child.on('message', ({ progress: fraction, result, failure }: Message) => {
      if (fraction !== undefined) progress?.(fraction);
      else if (failure) reject(new Failure(failure.failureClass, failure.message, failure.remedy));
      else resolve(result as T);
    });
    child.on('error', (error) => reject(signal.aborted ? signal.reason : error));
    child.on('exit', (code, by) =>
      reject(
        signal.aborted
          ? signal.reason
          : resourceFailure(
              `${doing} ended early (${by ?? code}).`,
              'See that memory is free, and run it again.',
            ),
      ),
    );
    child.send(task as object);
  });
}

/** The other side: takes the one task, tells how far it is, and answers. */
export function answerTask<T>(
  work: (task: T, progress: (fraction: number) => void) => Promise<unknown>,
): void {
  process.once('message', (task: T) => {
    work(task, (progress) => process.send?.({ progress }))
      .then(
        (result) => ({ result }),
        (error: unknown) => {
          const { failureClass, message, remedy } = asFailure(error);
          return { failure: { failureClass, message, remedy } };
        },
      )
      // A long answer is still on its way when `send` returns.
      .then((answer) => process.send?.(answer, () => process.disconnect?.()));
  });
  // The parent is gone: nobody waits for the answer.
  process.once('disconnect', () => process.exit());
}
