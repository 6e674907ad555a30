import { Command } from 'commander';
import { addEngine, engineVersion, optionalEngines } from '#config';

const list = new Command('list').description('List the engines that can be added.').action(async () => {
  for (const { name, use } of optionalEngines)
    console.log(`${name.padEnd(14)} ${(await engineVersion(name)) ?? 'not added'}  ${use}`);
});

const add = new Command('add')
  .description('Install an engine from the npm registry.')
  .argument('<name>', 'as `showrunner engines list` names it')
  .action(async (name: string) => {
    await addEngine(name, (text) => process.stderr.write(text));
    console.log(`${name} ${await engineVersion(name)} is installed.`);
  });

export const enginesCommand = new Command('engines')
  .description('Add engines that only some need: GPU speech, a language model of your own.')
  .addCommand(list, { isDefault: true })
  .addCommand(add);
