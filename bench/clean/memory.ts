import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { detectSounds } from '#speech';
import { findCuts } from '../../libs/pipeline/stages/clean/find-cuts.js';
import { cleanSettings } from '../../libs/pipeline/stages/clean/settings.js';
import { render } from '../../libs/pipeline/stages/render/stage.js';
import { soundTools } from '../../libs/pipeline/test-tools.js';
import { type Row, row } from '../bench.js';
import { longRecording } from './long-recording.js';

const mib = 1024 ** 2;
const lengths = [5 * 60, 5 * 3600];
/** Words and cuts themselves grow with the length, some hundred bytes each; sound must not. */
const allowedGrowth = 1.25;

/** The most that the stages hold at once, with their child processes, for five minutes and for five hours. */
export function memoryRows(): Row[] {
  const script = fileURLToPath(import.meta.url);
  const [short = 0, long = 0] = lengths.map((seconds) =>
    Number(
      execFileSync(process.execPath, [...process.execArgv, script, String(seconds)], { encoding: 'utf8' }),
    ),
  );
  const value = `${(short / mib).toFixed(0)}, ${(long / mib).toFixed(0)} MiB`;
  return [row('memory of 5 minutes, 5 hours', value, 'flat', long <= allowedGrowth * short)];
}

/** Linux only: resident bytes of this process and of those it started. */
export function heldBytes(): number {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim();
  const resident = (pid: string) => {
    try {
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    } catch {
      return 0; // it ended meanwhile
    }
  };
  return ['self', ...children.split(' ').filter(Boolean)].reduce((sum, pid) => sum + resident(pid), 0);
}

/** Runs the stages on a recording of so many seconds and gives the most memory that they held. */
async function mostBytes(seconds: number): Promise<number> {
  const made = await soundTools();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, heldBytes());
  }, 100);
  try {
    const { recording, pcmPath, transcript, cuts } = await longRecording(made, seconds);
    const sounds = await detectSounds(pcmPath, { signal: made.tools.signal });
    findCuts(transcript, sounds, cleanSettings.parse({}), { verdicts: [], made: [] });
    const settings = render.settings.parse({});
    const edits = { profile: 'standard', cuts };
    await render.run({ recording, edits, transcript }, { ...made.tools, settings });
    return most;
  } finally {
    clearInterval(watch);
    await made.remove();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.stdout.write(String(await mostBytes(Number(process.argv[2]))));
