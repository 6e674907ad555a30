import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inputFailure } from '#contracts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

export interface DataLock {
  /** Writes down where the dashboard is served, for other commands. */
  tell(address: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Makes sure that one data folder is served by one Showrunner. A lock whose owner is dead is taken over.
 * @throws Failure (input) naming the process that holds the folder
 */
export async function lockDataFolder(path: string): Promise<DataLock> {
  await mkdir(dirname(path), { recursive: true });
  for (;;) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(`${process.pid}\n`);
      await file.close();
      return {
        tell: (address) => writeFile(path, `${process.pid}\n${address}\n`),
        release: () => rm(path, { force: true }),
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = Number.parseInt(await readFile(path, 'utf8'), 10);
    if (owner && isAlive(owner))
      throw inputFailure(
        `Showrunner already runs on this data folder (process ${owner}).`,
        'Use that one, stop it first, or set SHOWRUNNER_DATA to another folder.',
      );
    await rm(path, { force: true });
  }
}
