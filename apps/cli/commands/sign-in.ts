import { Command } from 'commander';
import { readSettings } from '#config';

export const signInCommand = new Command('sign-in')
  .description('Print a new one-time sign-in link for the dashboard.')
  .action(async () => {
    const { signInLink } = await import('../start/sign-in.js');
    console.log(await signInLink(readSettings()));
  });
