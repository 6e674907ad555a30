import type { Log } from '#pipeline';

/** Warnings as plain lines on stderr; what goes well is shown by the command itself. */
export const commandLog = (quiet: boolean): Log => ({
  info() {},
  warn(message, facts) {
    if (!quiet) process.stderr.write(`${message} ${facts ? JSON.stringify(facts) : ''}\n`);
  },
});
