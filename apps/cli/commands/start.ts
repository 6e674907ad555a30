import { Command } from 'commander';
import { readSettings } from '#config';
import { start } from '../start/start.js';

export const startCommand = new Command('start')
  .description('Start the API, a worker and the dashboard, with an embedded database unless one is set.')
  .argument('[audio]', 'a recording to take through the pipeline at once')
  .action((audio: string | undefined) => start(readSettings(), audio));
