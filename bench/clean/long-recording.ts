import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#config';
import type { Cut, Recording, Transcript } from '#contracts';
import { findBinaries } from '#media';
import { ingest } from '../../libs/pipeline/stages/ingest/stage.js';
import type { soundTools } from '../../libs/pipeline/test-tools.js';
import type { Truth } from './score-cuts.js';

const sample = join(packageRoot, 'samples/small-batch-audio');

/** The bundled episode over and over: as long as needed, with everything that is to be cut known. */
export interface LongRecording {
  path: string;
  recording: Recording;
  pcmPath: string;
  transcript: Transcript;
  /** Its fillers, sounds in gaps and asides. */
  cuts: Cut[];
}

type Tools = Awaited<ReturnType<typeof soundTools>>;

export async function longRecording({ tools, folder }: Tools, seconds: number): Promise<LongRecording> {
  const path = join(folder, `long-${seconds}.mp3`);
  const loop = ['-stream_loop', '-1', '-i', `${sample}.mp3`, '-t', String(seconds), '-c', 'copy'];
  execFileSync(findBinaries().ffmpeg.path, ['-v', 'error', '-y', ...loop, path]);
  const audio = { ...(await tools.objects.putFile(path, 'audio/mpeg')), filename: 'long.mp3' };
  const settings = ingest.settings.parse({});
  const recording = await ingest.run({ upload: { audio, transcript: null } }, { ...tools, settings });
  const pcmPath = await tools.objects.localPath(recording.audio!.pcm16k);
  const truth = JSON.parse(readFileSync(`${sample}.truth.json`, 'utf8')) as Truth;
  return { path, recording, pcmPath, ...repeated(truth, recording.audio!.durationMs) };
}

function repeated(truth: Truth, durationMs: number): Pick<LongRecording, 'transcript' | 'cuts'> {
  const everyMs = truth.duration * 1000;
  const rounds = Array.from({ length: Math.floor(durationMs / everyMs) }, (_, n) => n * everyMs);
  const at = (startMs: number, { start, end }: { start: number; end: number }) => ({
    startMs: Math.round(startMs + start * 1000),
    endMs: Math.round(startMs + end * 1000),
  });
  const words = rounds.flatMap((startMs) =>
    truth.words.map((word) => ({ text: word.text, confidence: 1, ...at(startMs, word) })),
  );
  const removable = truth.spans.filter(({ kind, mode }) => kind !== 'protected' && mode !== 'over');
  const cuts = rounds.flatMap((startMs) =>
    removable.map(
      (span): Cut => ({
        ...{ ...at(startMs, span), id: `${startMs} ${span.start}`, kind: 'filler', sub: 'um' },
        ...{
          action: 'cut',
          state: 'auto',
          reason: 'known',
          confidence: 1,
          evidence: ['text'],
          decidedBy: 'host',
        },
      }),
    ),
  );
  const engine = { name: 'truth', model: 'truth' };
  const nothing = { paragraphs: [0], speech: [], corrections: [], dropped: [] };
  return { transcript: { language: 'en', engine, timing: 'measured', words, ...nothing }, cuts };
}
