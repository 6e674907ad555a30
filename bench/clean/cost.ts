import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createEmbedder } from '#language';
import { findBinaries } from '#media';
import { detectSounds } from '#speech';
import { findCuts, gatherTalkEvidence } from '../../libs/pipeline/stages/clean/find-cuts.js';
import { cleanSettings } from '../../libs/pipeline/stages/clean/settings.js';
import { render } from '../../libs/pipeline/stages/render/stage.js';
import { soundTools } from '../../libs/pipeline/test-tools.js';
import { fact, type Row, row } from '../bench.js';
import { longRecording } from './long-recording.js';

const hour = 3600;

/** What listening, cleaning and rendering an hour cost, each against the clock or against plain ffmpeg in the same run. */
export async function costRows(): Promise<Row[]> {
  const made = await soundTools();
  const embedder = createEmbedder();
  try {
    // A worker has it running.
    await embedder.embed(['warm']);
    const { path, recording, pcmPath, transcript, cuts } = await longRecording(made, hour);
    const { signal } = made.tools;
    let found: ReturnType<typeof findCuts> = [];
    const cleanS = await secondsOf(async () => {
      const sounds = await detectSounds(pcmPath, { signal });
      const settings = cleanSettings.parse({});
      const talk = await gatherTalkEvidence(transcript, sounds, settings, { ...made.tools, embedder });
      found = findCuts(transcript, sounds, settings, { verdicts: [], made: [] }, talk);
    });
    const ffmpegS = await secondsOf(async () => plainFfmpeg(path, made.folder));
    const edits = { profile: 'standard', cuts };
    const settings = render.settings.parse({});
    const renderS = await secondsOf(() =>
      render.run({ recording, edits, transcript }, { ...made.tools, settings }),
    );
    const share = cleanS / hour;
    const ratio = renderS / ffmpegS;
    return [
      row(
        `listen + clean, an hour (${found.length} cuts)`,
        `${(100 * share).toFixed(2)} % of it`,
        '≤ 1 %',
        share <= 0.01,
      ),
      row(`render an hour (${cuts.length} cuts) / ffmpeg`, `${ratio.toFixed(2)} ×`, '≤ 1.2 ×', ratio <= 1.2),
      fact(
        'render, ffmpeg decode and two-pass loudnorm and encode',
        `${renderS.toFixed(0)}, ${ffmpegS.toFixed(0)} s`,
      ),
    ];
  } finally {
    await embedder.close();
    await made.remove();
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** What one would do by hand: measure, then level and encode as the product does by default. */
function plainFfmpeg(path: string, folder: string): void {
  const { ffmpeg } = findBinaries();
  const target = 'loudnorm=I=-16:TP=-1:LRA=11';
  const measure = [
    '-hide_banner',
    '-nostats',
    '-i',
    path,
    '-af',
    `${target}:print_format=json`,
    '-f',
    'null',
    '-',
  ];
  const { stderr } = spawnSync(ffmpeg.path, measure, { encoding: 'utf8' });
  const m = JSON.parse(stderr.slice(stderr.lastIndexOf('{'), stderr.lastIndexOf('}') + 1)) as Record<
    string,
    string
  >;
  const measured = `measured_I=${m.input_i}:measured_TP=${m.input_tp}:measured_LRA=${m.input_lra}:measured_thresh=${m.input_thresh}:offset=${m.target_offset}`;
  const encode = [
    '-i',
    path,
    '-af',
    `${target}:${measured}:linear=true`,
    '-ar',
    '44100',
    '-c:a',
    'libmp3lame',
    '-b:a',
    '96k',
  ];
  execFileSync(ffmpeg.path, ['-v', 'error', '-y', ...encode, join(folder, 'plain.mp3')]);
}
