import { open } from 'node:fs/promises';
import { inputFailure } from '#contracts';

/** ffmpeg demuxers an upload may reach. Playlists (hls, concat, dash) and text formats can name other files and are not here. */
export const containers = ['mp3', 'aac', 'wav', 'flac', 'ogg', 'matroska', 'mov'] as const;
export type Container = (typeof containers)[number];

/** An ID3 tag with large artwork comes first, then up to this much padding or junk before the first MPEG frame. */
const frameSearchBytes = 64 * 1024;
/** Frames in a row that must agree: chance finds one sync word in 2 kB of noise, three in a row practically never. */
const framesInARow = 3;

/** Taggers that do not know each other put their tags one before the other; more than this is an attack. */
const tagsInARow = 4;

const whatWeTake = 'Upload MP3, M4A, AAC, WAV, FLAC, Ogg, Opus, WebM, MP4 or MOV.';

/** Bytes of the MPEG-1/2/2.5 layer III frame that starts here, or 0. Tables: ISO 11172-3 §2.4.2.3, ISO 13818-3. */
export function mp3FrameBytes(head: Buffer, at: number): number {
  if (at + 4 > head.length || head[at] !== 0xff || (head[at + 1]! & 0xe0) !== 0xe0) return 0;
  const version = (head[at + 1]! >> 3) & 3; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
  const layer = (head[at + 1]! >> 1) & 3;
  const bitrateIndex = head[at + 2]! >> 4;
  const rateIndex = (head[at + 2]! >> 2) & 3;
  if (version === 1 || layer !== 1 || bitrateIndex === 0 || bitrateIndex === 15 || rateIndex === 3) return 0;
  const mpeg1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
  const mpeg2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
  const kbps = (version === 3 ? mpeg1 : mpeg2)[bitrateIndex]!;
  const rate = [44_100, 48_000, 32_000][rateIndex]! / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const padding = (head[at + 2]! >> 1) & 1;
  return Math.floor(((version === 3 ? 144 : 72) * kbps * 1000) / rate) + padding;
}

/** Bytes of the ADTS frame that starts here, or 0 (ISO 13818-7 §6.2). */
function adtsFrameBytes(head: Buffer, at: number): number {
  if (at + 7 > head.length || head[at] !== 0xff || (head[at + 1]! & 0xf6) !== 0xf0) return 0;
  const bytes = ((head[at + 3]! & 3) << 11) | (head[at + 4]! << 3) | (head[at + 5]! >> 5);
  return bytes > 7 ? bytes : 0;
}

/** Where `framesInARow` frames follow one another, or -1. A file shorter than that may end on a frame edge. */
export function firstFrame(head: Buffer, frameBytes: (head: Buffer, at: number) => number): number {
  for (let start = 0; start < head.length - 4; start++) {
    let at = start;
    let frames = 0;
    for (let bytes = frameBytes(head, at); bytes > 0 && frames < framesInARow; bytes = frameBytes(head, at)) {
      at += bytes;
      frames++;
    }
    if (frames === framesInARow || (frames > 0 && at === head.length)) return start;
  }
  return -1;
}

/** Length of the ID3v2 tag at the start, header included; 0 when there is none (ID3v2.4 §3.1, sync-safe size). */
export function id3Bytes(head: Buffer): number {
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = (head[6]! << 21) | (head[7]! << 14) | (head[8]! << 7) | head[9]!;
  const footer = head[5]! & 0x10 ? 10 : 0;
  return 10 + size + footer;
}

function containerOf(head: Buffer): Container | null {
  const ascii = (from: number, to: number) => head.toString('latin1', from, to);
  if (ascii(0, 4) === 'fLaC') return 'flac';
  if (ascii(0, 4) === 'OggS') return 'ogg';
  if (['RIFF', 'RF64'].includes(ascii(0, 4)) && ascii(8, 12) === 'WAVE') return 'wav';
  if (head.subarray(0, 4).equals(Buffer.from([0x1a, 0x45, 0xdf, 0xa3]))) return 'matroska';
  if (['ftyp', 'moov', 'mdat', 'wide'].includes(ascii(4, 8))) return 'mov';
  const mp3 = firstFrame(head, mp3FrameBytes);
  const adts = firstFrame(head, adtsFrameBytes);
  if (mp3 < 0 && adts < 0) return null;
  return adts < 0 || (mp3 >= 0 && mp3 <= adts) ? 'mp3' : 'aac';
}

function refusal(head: Buffer): string {
  const text = head.toString('latin1').trimStart();
  if (/^#EXTM3U|^ffconcat|^\[playlist\]|^<\?xml|^<MPD/i.test(text))
    return 'This is a playlist that names other files, not a recording.';
  if (head.every((byte) => byte === 0)) return 'The file holds nothing but zeros.';
  const printable = head.filter(
    (byte) => byte === 0 || byte === 9 || byte === 10 || byte === 13 || byte >= 32,
  );
  if (printable.length === head.length && head.every((byte) => byte < 128))
    return 'This is a text, not a recording.';
  return 'This is not an audio or video file that Showrunner knows.';
}

/**
 * Tells the container from the file's own bytes; its name is never asked.
 * @throws Failure (input) for an empty file and for everything not in `containers`
 */
export async function sniffContainer(path: string): Promise<Container> {
  const file = await open(path, 'r');
  try {
    const read = async (from: number) => {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(frameSearchBytes),
        0,
        frameSearchBytes,
        from,
      );
      return buffer.subarray(0, bytesRead);
    };
    const start = await read(0);
    if (start.length === 0)
      throw inputFailure('The file is empty: it has 0 bytes.', 'Check the recording and upload it again.');
    let head = start;
    for (let at = id3Bytes(start), tags = 0; at > 0 && tags < tagsInARow; tags++) {
      head = await read(at);
      const next = id3Bytes(head);
      if (next === 0) break;
      at += next;
    }
    const container = containerOf(head);
    if (container) return container;
    throw inputFailure(refusal(start), whatWeTake);
  } finally {
    await file.close();
  }
}
