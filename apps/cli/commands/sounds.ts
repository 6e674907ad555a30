import { Command } from 'commander';
import { readSettings } from '#config';

const show = ['--show <slug>', 'which show, when there are several'] as const;
const actions = () => import('../sounds/sounds.js');

const list = new Command('list')
  .description('List the sounds that a show knows.')
  .option(...show)
  .option('--json', 'print them as a file that `process --sounds` takes', false)
  .action(async (options: { show?: string; json: boolean }) =>
    (await actions()).listSounds(readSettings(), options),
  );

const teach = new Command('teach')
  .description('Mark a stretch of an episode as a notification, or as a sound that is always kept.')
  .argument('<episode>', 'its slug or id')
  .requiredOption('--from <time>', 'where the sound begins in the recording, such as 1:02.5')
  .requiredOption('--to <time>', 'where it ends')
  .requiredOption('--name <name>', 'what you call it')
  .option('--keep', 'never take it out', false)
  .option(...show)
  .action(
    async (
      episode: string,
      options: { from: string; to: string; name: string; keep: boolean; show?: string },
    ) => (await actions()).teach(readSettings(), episode, options),
  );

const forget = new Command('forget')
  .description('Forget a sound. Finished episodes stay as they are.')
  .argument('<sound>', 'its name or id')
  .option(...show)
  .action(async (sound: string, options: { show?: string }) =>
    (await actions()).forget(readSettings(), sound, options),
  );

const scan = new Command('scan')
  .description('Look for the sounds in episodes that were made before they were known. It changes nothing.')
  .option(...show)
  .option('--propose', 'put what is found into the review of those episodes', false)
  .action(async (options: { show?: string; propose: boolean }) =>
    (await actions()).scan(readSettings(), options),
  );

export const soundsCommand = new Command('sounds')
  .description('Teach a show the sounds to take out and those to keep.')
  .addCommand(list, { isDefault: true })
  .addCommand(teach)
  .addCommand(forget)
  .addCommand(scan);
