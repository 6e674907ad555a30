import { z } from 'zod';
import { type ObjectRef, type Recording, recordingArtifact, type Upload } from '#contracts';
import { probe } from '#media';
import { defineStage, given, type StageTools } from '../../define-stage.js';
import { extractSound } from './extract-sound.js';
import { mixedShare, readTracks, speechSamples } from './mix-upload.js';

type Tools = StageTools & { maxDurationMs: number };
type Audio = NonNullable<Recording['audio']>;

/** Makes sure the upload is a recording, and makes the forms of it that later stages read. */
export const ingest = defineStage({
  name: 'ingest',
  version: 2,
  queue: 'cpu',
  needs: { upload: given.upload },
  settings: z.object({
    maxDurationMinutes: z
      .number()
      .positive()
      .default(12 * 60),
  }),
  output: recordingArtifact,
  async run({ upload }, { settings, ...tools }): Promise<Recording> {
    const { transcript } = upload;
    const maxDurationMs = settings.maxDurationMinutes * 60_000;
    if (upload.tracks?.length)
      return { ...(await takeInTracks(upload, upload.tracks, { ...tools, maxDurationMs })), transcript };
    if (!upload.audio) return { audio: null, transcript };
    const { filename: _, ...source } = upload.audio;
    return { audio: await takeIn(source, { ...tools, maxDurationMs }), transcript };
  },
});

/** The mix is taken in as any recording is, whether the host made it or we do. */
async function takeInTracks(
  { audio }: Upload,
  uploaded: NonNullable<Upload['tracks']>,
  tools: Tools,
): Promise<Omit<Recording, 'transcript'>> {
  const { tracks, notices, mix } = await readTracks(uploaded, tools);
  const progress = (fraction: number, phase: string) =>
    tools.progress(mixedShare + (1 - mixedShare) * fraction, phase);
  const { filename: _, ...source } = audio ?? { ...(await mix()), filename: '' };
  for (const notice of notices) tools.log.warn(notice);
  return {
    audio: { ...(await takeIn(source, { ...tools, progress })), tracks },
    ...(notices.length > 0 && { notices }),
  };
}

async function takeIn(source: ObjectRef, tools: Tools): Promise<Audio> {
  const { progress, signal, objects, scratch, maxDurationMs } = tools;
  const path = await objects.localPath(source);
  progress(0, 'looking at the file');
  const facts = await probe(path, { maxDurationMs }, signal);

  const report = (fraction: number) => progress(0.02 + 0.93 * fraction, 'decoding and measuring the sound');
  const sound = await extractSound(path, facts, { scratch, maxDurationMs, signal, report });

  progress(0.95, 'storing the sound');
  const pcm16k = await objects.putFile(sound.pcmPath, speechSamples, { move: true });
  const peaks = await objects.put(sound.peaks, 'application/octet-stream');
  const prints = await objects.put(sound.prints, 'application/octet-stream');
  const { container, codec, sampleRate, channels, tags } = facts;
  const { durationMs, loudness, peakMs } = sound;
  return {
    source,
    container,
    codec,
    sampleRate,
    channels,
    durationMs,
    pcm16k,
    peaks,
    peakMs,
    prints,
    loudness,
    tags,
  };
}
