import { SingleBar } from 'cli-progress';
import { Argument, Command } from 'commander';
import { modelsFolder, pullModel, readModels, verifyModels } from '#config';

const mib = 1024 ** 2;

const list = new Command('list').description('List the models that Showrunner knows.').action(async () => {
  for (const { name, use, license, bundled, files } of await readModels()) {
    const size = files.reduce((sum, { bytes }) => sum + bytes, 0) / mib;
    console.log(
      `${name.padEnd(24)} ${use.padEnd(16)} ${size.toFixed(0).padStart(6)} MiB  ${license}${bundled ? '  bundled' : ''}`,
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
