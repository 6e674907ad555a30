import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, type ObjectRef, type RecordedTrack, type UploadTrack } from '#contracts';
import { type MixInput, mixTracks, type Probe, probe, publishedShape } from '#media';
import type { StageTools } from '../../define-stage.js';
import { checkTracks, lengthNotices } from './check-tracks.js';
import { extractSound, type Sound } from './extract-sound.js';
import { mixCeilingDb, trackGainDb } from './track-levels.js';

type Tools = Pick<StageTools, 'objects' | 'scratch' | 'signal' | 'progress'> & { maxDurationMs: number };

export const speechSamples = 'audio/l16; rate=16000; channels=1';

interface Read {
  path: string;
  facts: Probe;
  sound: Sound;
  track: RecordedTrack;
}

export interface MixedUpload {
  tracks: RecordedTrack[];
  notices: string[];
  /** Sums the tracks into one file. */
  mix(): Promise<ObjectRef>;
}

/** Of the stage's progress: reading all tracks; then as much for their sum. */
const readShare = 0.4;
const mixShare = 0.2;
export const mixedShare = readShare + mixShare;

/**
 * Reads a track for each speaker. None of the files is changed.
 * @throws Failure (input) that names the file which cannot be used
 */
export async function readTracks(uploaded: UploadTrack[], tools: Tools): Promise<MixedUpload> {
  checkTracks(uploaded);
  const read: Read[] = [];
  for (const [i, track] of uploaded.entries()) {
    const report = (fraction: number) =>
      tools.progress((readShare * (i + fraction)) / uploaded.length, `reading ${track.filename}`);
    read.push(await named(track.filename, () => readTrack(track, i, tools, report)));
  }
  const tracks = read.map(({ track }) => track);
  const notices = [...lengthNotices(tracks), ...read.flatMap(silenceNotice)];
  return { tracks, notices, mix: () => mix(read, tools) };
}

async function readTrack(
  { filename, speaker, ...source }: UploadTrack,
  index: number,
  { objects, scratch, signal, maxDurationMs }: Tools,
  report: (fraction: number) => void,
): Promise<Read> {
  const path = await objects.localPath(source);
  const facts = await probe(path, { maxDurationMs }, signal);
  const folder = join(scratch, `track-${index}`);
  await mkdir(folder, { recursive: true });
  const sound = await extractSound(path, facts, { scratch: folder, maxDurationMs, signal, report });
  const pcm16k = await objects.putFile(sound.pcmPath, speechSamples, { move: true });
  const { durationMs } = sound;
  const gainDb = trackGainDb(sound.loudness);
  return {
    path,
    facts,
    sound,
    track: { speaker: speaker.trim(), filename, source, pcm16k, durationMs, gainDb },
  };
}

async function mix(read: Read[], { objects, scratch, signal, progress }: Tools): Promise<ObjectRef> {
  const path = join(scratch, 'mix.flac');
  const levels = read.map(({ sound, track }) => ({ gainDb: track.gainDb, loudness: sound.loudness }));
  const inputs = read.map(
    ({ path, facts, track }): MixInput => ({ path, container: facts.container, gainDb: track.gainDb }),
  );
  const most = (of: (one: Read) => number) => Math.max(...read.map(of));
  await mixTracks(path, inputs, {
    sampleRate: publishedShape('m4a', { sampleRate: most(({ facts }) => facts.sampleRate), channels: 1 })
      .sampleRate,
    channels: most(({ facts }) => facts.channels) > 1 ? 2 : 1,
    durationMs: most(({ sound }) => sound.durationMs),
    ceilingDb: mixCeilingDb(levels),
    signal,
    report: (fraction) => progress(readShare + mixShare * fraction, 'mixing the tracks'),
  });
  return objects.putFile(path, 'audio/flac', { move: true });
}

const silenceNotice = ({ sound, track }: Read): string[] =>
  sound.loudness.integratedLufs === null
    ? [`${track.filename}, the track of ${track.speaker}, is silent.`]
    : [];

/** Says which of several files a failure is about. */
async function named<T>(filename: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure) || error.failureClass !== 'input') throw error;
    throw new Failure('input', `${filename}: ${error.message}`, error.remedy, { cause: error });
  }
}
