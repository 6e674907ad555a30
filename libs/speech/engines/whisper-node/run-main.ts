import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dependencyFailure, type Failure, resourceFailure } from '#contracts';

const keptStderrCharacters = 4_000;

/**
 * Ends the program when standard input closes without a line, as it does when Showrunner is killed: the program has read
 * its sound by then and would go on alone.
 */
const guard = 'exec 3<&0; (read -r _ <&3 || kill -9 $$) >/dev/null 2>&1 & exec "$@" <"$0" 3<&-';

export interface MainRun {
  program: string;
  args: string[];
  /** The file the program reads on its standard input. */
  inputPath: string;
  /** A folder of its own: the program writes beside where it stands. */
  cwd: string;
  timeoutMs: number;
  signal: AbortSignal;
}

/** Runs whisper.cpp's program to its end. @throws Failure with its last words; the signal's reason when aborted */
export async function runMain({ program, args, inputPath, cwd, timeoutMs, signal }: MainRun): Promise<void> {
  signal.throwIfAborted();
  const child = spawn('sh', ['-c', guard, inputPath, program, ...args], {
    cwd,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => {
    stderr = (stderr + text).slice(-keptStderrCharacters);
  });
  const kill = () => child.kill('SIGKILL');
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    kill();
  }, timeoutMs);
  signal.addEventListener('abort', kill, { once: true });
  child.stdin.on('error', () => kill());
  try {
    const [code, by] = (await once(child, 'exit')) as [number | null, string | null];
    signal.throwIfAborted();
    if (late) throw tooSlow(timeoutMs);
    if (code !== 0) throw badEnd(by ? `ended by ${by}` : `ended with code ${code}`, stderr);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
    child.stdin.end('\n');
  }
}

const tooSlow = (timeoutMs: number): Failure =>
  dependencyFailure(
    `whisper-node gave no text within ${timeoutMs / 1000} s.`,
    'Choose a smaller WHISPER_MODEL, or set WHISPER_TIMEOUT_SECONDS higher; finished chunks are kept.',
  );

/** The kernel kills with SIGKILL, and C++ aborts, when memory is short. */
function badEnd(how: string, stderr: string): Failure {
  const lines = stderr.trim().split('\n');
  const last = lines.find((line) => /error|failed|memory/i.test(line)) ?? lines.at(-1) ?? '';
  const message = `whisper-node ${how}${last ? `: ${last}` : ''}.`;
  return /SIGKILL|bad_alloc|memory/i.test(`${how} ${stderr}`)
    ? resourceFailure(message, 'Free memory, or set WHISPER_PROCESSES lower; finished chunks are kept.')
    : dependencyFailure(message, 'Compile it again: npx showrunner models build whisper-node');
}
