import { resolve } from 'node:path';
import { z } from 'zod';
import { type Failure, inputFailure } from '#contracts';
import { findBinaries } from './binaries.js';
import { readAll, startChild } from './child.js';
import { type Container, sniffContainer } from './container.js';
import { declaredBytesMissing } from './truncation.js';

/** What an upload is, as told by its own headers. */
export interface Probe {
  container: Container;
  codec: string;
  sampleRate: number;
  channels: number;
  /** null when the header does not say; then only decoding tells. */
  declaredDurationMs: number | null;
  /** Whether the header counts samples. Otherwise the length is an estimate, or that of a picture beside the sound. */
  declaredIsExact: boolean;
  tags: { title?: string; artist?: string; album?: string };
}

export interface ProbeLimits {
  maxDurationMs: number;
}

/** Far above any real recording (16 channels: a field recorder; 384 kHz: the fastest converter), far below a bomb. */
const limits = {
  streams: 64,
  channels: 16,
  minSampleRate: 4_000,
  maxSampleRate: 384_000,
  tagCharacters: 500,
};
const probeLimitMs = 60_000;
const maxReportBytes = 4 * 1024 ** 2;

/** Audio decoders an upload may reach. */
const decoders = [
  ...['mp3', 'mp3float', 'mp2', 'mp2float', 'aac', 'aac_latm', 'alac', 'flac', 'opus', 'libopus', 'vorbis'],
  ...['pcm_u8', 'pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be', 'pcm_s32le', 'pcm_s32be', 'pcm_f32le'],
  ...['pcm_f32be', 'pcm_f64le', 'pcm_alaw', 'pcm_mulaw', 'adpcm_ms', 'adpcm_ima_wav', 'ac3', 'eac3'],
];

/**
 * ffprobe opens a decoder for every stream, or gives up: so those of usual films, cover pictures and captions are let
 * through to it, and none of the hundreds of rare ones. Decoding itself reaches audio decoders only.
 */
const besideSound = [
  ...[
    'h264',
    'hevc',
    'vp8',
    'vp9',
    'av1',
    'libdav1d',
    'libaom-av1',
    'mpeg4',
    'mpeg2video',
    'prores',
    'dnxhd',
  ],
  ...['mjpeg', 'png', 'bmp', 'gif', 'webp', 'mov_text', 'subrip', 'webvtt', 'ass'],
];

/** Input options for a hostile file: our own choice of demuxer, the file itself and no address, few decoders. */
const hostile = (path: string, container: Container, allowed: string[]): string[] => [
  ...['-protocol_whitelist', 'file,pipe', '-codec_whitelist', allowed.join(','), '-f', container],
  ...['-i', `file:${resolve(path)}`],
];

export const inputArgs = (path: string, container: Container): string[] => hostile(path, container, decoders);

const text = z.string().transform((value) =>
  value
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, limits.tagCharacters),
);
const numeric = z.coerce.number().positive().optional().catch(undefined);
const report = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string().optional(),
      codec_name: z.string().optional(),
      sample_rate: numeric,
      channels: numeric,
      duration: numeric,
      tags: z.record(z.string(), text).optional(),
    }),
  ),
  format: z.object({ duration: numeric, tags: z.record(z.string(), text).optional() }).optional(),
});

function tagsOf(all: Record<string, string>): Probe['tags'] {
  const named = new Map(Object.entries(all).map(([name, value]) => [name.toLowerCase(), value]));
  const pick = (name: string) => (named.get(name) ? { [name]: named.get(name) } : {});
  return { ...pick('title'), ...pick('artist'), ...pick('album') };
}

function unreadable(stderr: string): Failure {
  if (/moov atom not found/.test(stderr)) return truncated('its index, which stands at the end, is missing');
  const rare = /Codec \((\S+)\) not on whitelist/.exec(stderr)?.[1];
  if (rare)
    return inputFailure(
      `The file holds a stream coded as ${rare}, which is not taken.`,
      'Export only its sound.',
    );
  return inputFailure(
    `The file begins like audio but cannot be read: ${lastLine(stderr)}`,
    'Play it once to see whether it is whole, then upload it again or convert it first.',
  );
}

/** The part of ffmpeg's last complaint that says something without naming paths or addresses in memory. */
export const lastLine = (stderr: string): string => {
  const line = stderr.trim().split('\n').at(-1) ?? '';
  return (
    line.replace(/\[[^\]]* @ 0x[0-9a-f]+\]\s*/g, '').replace(/file:\S*\/\S+?:?(\s|$)/g, '') ||
    'no reason given.'
  );
};

export const truncated = (how: string): Failure =>
  inputFailure(`The recording is cut off: ${how}.`, 'Upload it again; if it stays so, export it again.');

export const tooLong = (durationMs: number, maxDurationMs: number): Failure =>
  inputFailure(
    `The recording lasts ${(durationMs / 3_600_000).toFixed(1)} h; at most ${(maxDurationMs / 3_600_000).toFixed(1)} h are taken.`,
    'Split it, or raise MAX_DURATION_MINUTES.',
  );

/**
 * Finds out what an upload is. The file is taken as hostile: container by its bytes, one allow-listed demuxer,
 * an allow-list of decoders, no protocol but the file itself, limits on time and on every count.
 * @throws Failure (input) saying what is wrong with the file and what to do
 */
export async function probe(
  path: string,
  { maxDurationMs }: ProbeLimits,
  signal: AbortSignal,
): Promise<Probe> {
  const container = await sniffContainer(path);
  const missing = await declaredBytesMissing(path, container);
  if (missing) throw truncated(missing);
  const args = [
    '-v',
    'error',
    '-of',
    'json',
    '-show_format',
    '-show_streams',
    ...hostile(path, container, [...decoders, ...besideSound]),
  ];
  const child = startChild(findBinaries().ffprobe.path, args, {
    signal,
    limitMs: probeLimitMs,
    onBadExit: unreadable,
  });
  const { streams, format } = report.parse(
    JSON.parse((await readAll(child, maxReportBytes)).toString('utf8')),
  );
  if (streams.length > limits.streams)
    throw inputFailure(
      `The file has ${streams.length} streams.`,
      'Export a single audio track and upload that.',
    );
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  if (!audio)
    throw inputFailure(
      'The file has no audio stream.',
      'Check that sound was recorded, then export it with audio.',
    );
  return checked(container, audio, { streams, format }, maxDurationMs);
}

type Report = z.infer<typeof report>;

function checked(
  container: Container,
  audio: Report['streams'][number],
  { streams, format }: Report,
  maxDurationMs: number,
): Probe {
  const { codec_name: codec, sample_rate: sampleRate, channels } = audio;
  if (!codec || !sampleRate || !channels)
    throw inputFailure('The audio stream holds no readable sound.', 'Export it again as MP3 or WAV.');
  if (!decoders.includes(codec))
    throw inputFailure(
      `The audio is coded as ${codec}, which is not taken.`,
      'Convert it to MP3 or WAV first.',
    );
  if (channels > limits.channels || sampleRate < limits.minSampleRate || sampleRate > limits.maxSampleRate)
    throw inputFailure(
      `The audio has ${channels} channels at ${sampleRate} Hz.`,
      'Mix it down to stereo at 48 kHz.',
    );
  const only = streams.length === 1;
  const seconds = audio.duration ?? format?.duration;
  const declaredDurationMs = seconds === undefined ? null : seconds * 1000;
  const estimated = container === 'mp3' || container === 'aac' || (audio.duration === undefined && !only);
  if (declaredDurationMs !== null && !estimated && declaredDurationMs > maxDurationMs)
    throw tooLong(declaredDurationMs, maxDurationMs);
  const tags = tagsOf({ ...audio.tags, ...format?.tags });
  return { container, codec, sampleRate, channels, declaredDurationMs, declaredIsExact: !estimated, tags };
}
