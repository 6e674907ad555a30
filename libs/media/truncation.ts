import { open, stat } from 'node:fs/promises';
import { type Container, firstFrame, id3Bytes, mp3FrameBytes } from './container.js';

/** The Xing header stands in the first frame; this is more than any frame holds. */
const frameWindowBytes = 8 * 1024;
/** An Ogg page is at most 65,307 bytes long: in twice as many at the end stands the start of the last one. */
const oggWindowBytes = 2 * 65_307;
/** Encoders and taggers disagree by a frame or a trailing tag; a lost end is more than this part of the audio. */
const tolerance = 0.01;
const xingBytesFlag = 2;
const xingFramesFlag = 1;

/** Bytes of audio that the encoder wrote down in the Xing or Info header, or null when it wrote none. */
function xingBytes(frame: Buffer): number | null {
  const at = Math.max(frame.indexOf('Xing'), frame.indexOf('Info'));
  if (at < 0 || at > 64 || at + 16 > frame.length) return null;
  const flags = frame.readUInt32BE(at + 4);
  if (!(flags & xingBytesFlag)) return null;
  return frame.readUInt32BE(at + (flags & xingFramesFlag ? 12 : 8));
}

/** Bytes the data chunk of a WAV file says it has beyond the file's end; 0 when whole or unknown. */
function wavBytesMissing(head: Buffer, fileBytes: number): number {
  for (let at = 12; at + 8 <= head.length; ) {
    const bytes = head.readUInt32LE(at + 4);
    if (head.toString('latin1', at, at + 4) === 'data') {
      // A recorder that streams does not know the length and writes the largest there is, or none.
      const unknown = bytes >= 0xffff_f000 || bytes === 0;
      return unknown ? 0 : Math.max(0, at + 8 + bytes - fileBytes);
    }
    at += 8 + bytes + (bytes & 1);
  }
  return 0;
}

/** Bytes that the last page of an Ogg file (RFC 3533 §6) says it has beyond the file's end. */
function oggBytesMissing(end: Buffer): number {
  const at = end.lastIndexOf('OggS');
  const segments = at < 0 ? undefined : end[at + 26];
  if (segments === undefined || at + 27 + segments > end.length) return at < 0 ? 0 : 1;
  const body = end.subarray(at + 27, at + 27 + segments).reduce((sum, bytes) => sum + bytes, 0);
  return Math.max(0, at + 27 + segments + body - end.length);
}

/**
 * Compares the size a header promises with the size of the file, where ffmpeg would quietly take what is there.
 * @returns what is missing in words, or null when nothing is known to be missing
 */
export async function declaredBytesMissing(path: string, container: Container): Promise<string | null> {
  const check = checks[container];
  if (!check) return null;
  const { size } = await stat(path);
  const file = await open(path, 'r');
  try {
    return await check(async (from, bytes) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, Math.max(0, from));
      return buffer.subarray(0, bytesRead);
    }, size);
  } finally {
    await file.close();
  }
}

type Read = (from: number, bytes: number) => Promise<Buffer>;
type Check = (read: Read, fileBytes: number) => Promise<string | null>;

/** The other containers count their samples: decoding tells whether all of them are there. */
const checks: Partial<Record<Container, Check>> = {
  wav: async (read, fileBytes) =>
    inWords(wavBytesMissing(await read(0, frameWindowBytes), fileBytes), fileBytes),
  mp3: async (read, fileBytes) => {
    const tag = id3Bytes(await read(0, frameWindowBytes));
    const head = await read(tag, frameWindowBytes);
    const first = firstFrame(head, mp3FrameBytes);
    const declared = first < 0 ? null : xingBytes(head.subarray(first));
    return declared === null ? null : inWords(declared - (fileBytes - tag - first), declared);
  },
  ogg: async (read, fileBytes) =>
    oggBytesMissing(await read(fileBytes - oggWindowBytes, oggWindowBytes)) > 0
      ? 'its last page is not whole'
      : null,
};

const inWords = (missing: number, whole: number): string | null =>
  missing > whole * tolerance
    ? `its header promises ${Math.round(missing / 1024)} kB more than there are`
    : null;
