import { z } from 'zod';
import { type Recording, recordingArtifact } from '#contracts';
import { probe } from '#media';
import { defineStage, given } from '../../define-stage.js';
import { extractSound } from './extract-sound.js';

/** Makes sure the upload is a recording, and makes the forms of it that later stages read. */
export const ingest = defineStage({
  name: 'ingest',
  version: 1,
  queue: 'cpu',
  needs: { upload: given.upload },
  settings: z.object({
    maxDurationMinutes: z
      .number()
      .positive()
      .default(12 * 60),
  }),
  output: recordingArtifact,
  async run({ upload }, { settings, progress, signal, objects, scratch }): Promise<Recording> {
    if (!upload.audio) return { audio: null, transcript: upload.transcript };
    const { filename: _, ...source } = upload.audio;
    const path = await objects.localPath(source);

    progress(0, 'looking at the file');
    const maxDurationMs = settings.maxDurationMinutes * 60_000;
    const facts = await probe(path, { maxDurationMs }, signal);

    const report = (fraction: number) => progress(0.02 + 0.93 * fraction, 'decoding and measuring the sound');
    const sound = await extractSound(path, facts, { scratch, maxDurationMs, signal, report });

    progress(0.95, 'storing the sound');
    const pcm16k = await objects.putFile(sound.pcmPath, 'audio/l16; rate=16000; channels=1', { move: true });
    const peaks = await objects.put(sound.peaks, 'application/octet-stream');
    const { container, codec, sampleRate, channels, tags } = facts;
    const { durationMs, loudness, peakMs } = sound;
    return {
      audio: {
        source,
        container,
        codec,
        sampleRate,
        channels,
        durationMs,
        pcm16k,
        peaks,
        peakMs,
        loudness,
        tags,
      },
      transcript: upload.transcript,
    };
  },
});
