import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#config';
import type { Recording, Transcript } from '#contracts';
import { findBinaries } from '#media';
import type { Transcriber } from '#speech';
import { transcribe } from '../../libs/pipeline/stages/transcribe/stage.js';
import { soundTools } from '../../libs/pipeline/test-tools.js';

export const cache = join(packageRoot, '.cache/bench-speech');

/** Runs ffmpeg and gives the path of 16 kHz mono samples, made once. */
export function samplesFrom(name: string, input: readonly string[]): string {
  const path = join(cache, `${name}.pcm`);
  mkdirSync(cache, { recursive: true });
  const format = ['-ac', '1', '-ar', '16000', '-f', 's16le'];
  if (!existsSync(path))
    execFileSync(findBinaries().ffmpeg.path, ['-v', 'error', '-y', ...input, ...format, path]);
  return path;
}

/** Hears samples as the transcribe stage does, without telling voices apart, which faster-whisper does not do either. */
export async function hear(
  transcriber: Transcriber,
  pcmPath: string,
  language = 'en',
): Promise<{ transcript: Transcript; seconds: number }> {
  const { tools, remove } = await soundTools();
  const audio = { pcm16k: { sha256: '', bytes: 0, type: 'audio/l16' }, durationMs: 0 };
  const recording = { audio, transcript: null } as unknown as Recording; // no more of it is read
  const objects = { ...tools.objects, localPath: async () => pcmPath };
  const settings = transcribe.settings.parse({ language, speakers: 'off' });
  const startedAt = performance.now();
  try {
    const transcript = await transcribe.run(
      { recording, glossary: [], corrections: [], naming: [], place: '' },
      { ...tools, objects, transcriber, settings },
    );
    return { transcript, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await remove();
  }
}
