import { sampleRate } from '../sounds/pcm-recording.js';

const headerBytes = 44;
const bytesPerSample = 2;

/** A 16 kHz mono 16-bit WAV file of samples of -1 to 1 (RIFF: the canonical 44-byte header). */
export function wavOf(samples: Float32Array): Buffer {
  const data = samples.length * bytesPerSample;
  const wav = Buffer.alloc(headerBytes + data);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(headerBytes - 8 + data, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * bytesPerSample, 28);
  wav.writeUInt16LE(bytesPerSample, 32);
  wav.writeUInt16LE(8 * bytesPerSample, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(data, 40);
  for (const [i, sample] of samples.entries())
    wav.writeInt16LE(
      Math.round(Math.max(-1, Math.min(1, sample)) * 0x7fff),
      headerBytes + i * bytesPerSample,
    );
  return wav;
}
