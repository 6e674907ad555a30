import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { extname } from 'node:path';

/** From TypeScript source a child needs the loader that its parent got from the test runner. */
const fromSource = ['--import', 'tsx', '--conditions=source'];

/**
 * Forks a script of ours: as TypeScript where we run from source, as JavaScript from dist/.
 * @param from the caller's `import.meta.url`
 * @param script its path from there, without extension, such as `./engine-child`
 */
export function forkScript(
  from: string,
  script: string,
  args: string[],
  options: ForkOptions = {},
): ChildProcess {
  const extension = extname(from);
  const execArgv = [...(extension === '.ts' ? fromSource : []), ...(options.execArgv ?? [])];
  return fork(new URL(`${script}${extension}`, from), args, { ...options, execArgv });
}
