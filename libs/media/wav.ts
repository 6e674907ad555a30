import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes a 32-bit float WAV file (format 3) from one array of samples a channel, all of the same length.
 */
export async function writeWav(path: string, channels: Float32Array[], sampleRate: number): Promise<void> {
  const frames = channels[0]?.length ?? 0;
  const blockBytes = 4 * channels.length;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + frames * blockBytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(3, 20);
  head.writeUInt16LE(channels.length, 22);
  head.writeUInt32LE(sampleRate, 24);
  head.writeUInt32LE(sampleRate * blockBytes, 28);
  head.writeUInt16LE(blockBytes, 32);
  head.writeUInt16LE(32, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(frames * blockBytes, 40);
  const body = new Float32Array(frames * channels.length);
  channels.forEach((samples, channel) => {
    for (let frame = 0; frame < frames; frame++) body[frame * channels.length + channel] = samples[frame]!;
  });
  await pipeline(Readable.from([head, Buffer.from(body.buffer)]), createWriteStream(path));
}
