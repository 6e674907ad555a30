import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Argument, Command } from 'commander';
import { faultOf, type Model, modelsFolder, pullModel, readModels, verifyModels } from '#config';

const mib = 1024 ** 2;

/** Every file is there, and as long as it should be. */
async function isThere({ files }: Model): Promise<boolean> {
  const faults = await Promise.all(files.map((file) => faultOf(file, join(modelsFolder, file.path), false)));
  return faults.every((fault) => fault === null);
}

const list = new Command('list').description('List the models that Showrunner knows.').action(async () => {
  for (const model of await readModels()) {
    const { name, use, license, bundled, files } = model;
    const size = files.reduce((sum, { bytes }) => sum + bytes, 0) / mib;
    const place = bundled ? 'bundled' : (await isThere(model)) ? 'pulled' : 'not pulled';
    console.log(
      `${name.padEnd(24)} ${use.padEnd(24)} ${size.toFixed(0).padStart(6)} MiB  ${license.padEnd(10)}  ${place}`,
    );
  }
  console.log(`They lie in ${modelsFolder}.`);
});

const pull = new Command('pull')
  .description('Fetch a model: goes on where a broken download stopped, and checks every file.')
  .argument('<name>', 'as `showrunner models list` names it')
  .action(async (name: string) => {
    const bar = new SingleBar({
      format: `${name} {bar} {percentage}% {eta_formatted}`,
      stream: process.stderr,
    });
    const stopping = new AbortController();
    process.once('SIGINT', () => stopping.abort());
    bar.start(1, 0);
    try {
      await pullModel(name, {
        signal: stopping.signal,
        onProgress: (bytes, total) => {
          bar.setTotal(total);
          bar.update(bytes);
        },
      });
    } finally {
      bar.stop();
    }
  });

const verify = new Command('verify')
  .description('Check every file of the bundled models against its checksum.')
  .action(async () => {
    await verifyModels({ deep: true });
    console.log('Every file is whole.');
  });

const build = new Command('build')
  .description('Compile whisper-node for this machine (needs make and a C++ compiler).')
  .addArgument(new Argument('<name>').choices(['whisper-node']))
  .action(async () => {
    const { buildWhisperNode } = await import('#speech');
    const stopping = new AbortController();
    process.once('SIGINT', () => stopping.abort());
    const program = await buildWhisperNode((text) => process.stderr.write(text), stopping.signal);
    console.log(`Compiled: ${program}`);
  });

export const modelsCommand = new Command('models')
  .description('List, fetch, check and compile models.')
  .addCommand(list, { isDefault: true })
  .addCommand(pull)
  .addCommand(verify)
  .addCommand(build);
