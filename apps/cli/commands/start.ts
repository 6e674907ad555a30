import { Command } from 'commander';
import { readSettings } from '#config';

export const startCommand = new Command('start')
  .description('Start the API, a worker and the dashboard, with an embedded database unless one is set.')
  .argument('[audio]', 'a recording to take through the pipeline at once')
  .action(async (audio: string | undefined) => {
    const { start } = await import('../start/start.js');
    await start(readSettings(), audio);
  });
