import { Command } from 'commander';
import { readSettings } from '#config';

const marks = { good: '✓', note: '·', bad: '✗' } as const;

export const doctorCommand = new Command('doctor')
  .description('Say what is found on this machine, what is missing, and how to get it.')
  .option('--json', 'print the findings as JSON', false)
  .action(async ({ json }: { json: boolean }) => {
    const { examine } = await import('../doctor/examine.js');
    const findings = await examine(readSettings());
    if (json) console.log(JSON.stringify(findings, null, 2));
    else
      for (const { level, what, found, remedy } of findings)
        console.log(`${marks[level]} ${what}: ${found}${remedy ? `\n    → ${remedy}` : ''}`);
    if (findings.some(({ level }) => level === 'bad')) process.exitCode = 1;
  });
