import { Command } from 'commander';
import { readSettings } from '#config';

export const sweepCommand = new Command('sweep')
  .description('Remove stored objects that no episode, publication or show names any more.')
  .option('--dry-run', 'say how much would go, and remove nothing', false)
  .option(
    '--sole',
    'these objects are of no other database: what only another one names would be lost',
    false,
  )
  .action(async (options: { dryRun: boolean; sole: boolean }) => {
    const { sweepStore } = await import('../sweep/sweep-store.js');
    await sweepStore(readSettings(), options);
  });
