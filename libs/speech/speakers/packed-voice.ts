import { likeness, unit, type VoiceVector } from './likeness.js';

const fullScale = 127;

/** A voice in 256 characters: 8 bits a number, base64. Likenesses stay within .01. */
export const packVoice = (voice: VoiceVector): string => {
  const largest = Math.max(...voice.map(Math.abs)) || 1;
  return Buffer.from(
    Int8Array.from(voice, (value) => Math.round((value / largest) * fullScale)).buffer,
  ).toString('base64');
};

export const unpackVoice = (packed: string): VoiceVector => {
  const bytes = Buffer.from(packed, 'base64');
  return unit(Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)));
};

/** How alike two packed voices are, -1 to 1. */
export const packedLikeness = (a: string, b: string): number => likeness(unpackVoice(a), unpackVoice(b));
