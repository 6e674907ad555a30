import { Command } from 'commander';
import { doctorCommand } from './commands/doctor.js';
import { enginesCommand } from './commands/engines.js';
import { modelsCommand } from './commands/models.js';
import { processCommand } from './commands/process.js';
import { signInCommand } from './commands/sign-in.js';
import { soundsCommand } from './commands/sounds.js';
import { startCommand } from './commands/start.js';
import { sweepCommand } from './commands/sweep.js';
import { exitWith } from './exit.js';

const program = new Command('showrunner')
  .description('From a recording to a published podcast episode, on your own machine.')
  .addCommand(startCommand)
  .addCommand(processCommand)
  .addCommand(doctorCommand)
  .addCommand(modelsCommand)
  .addCommand(enginesCommand)
  .addCommand(soundsCommand)
  .addCommand(sweepCommand)
  .addCommand(signInCommand);

try {
  await program.parseAsync();
} catch (error) {
  await exitWith(error);
}
