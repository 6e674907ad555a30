import type { SoundEvent, SoundTags } from '#contracts';
import { withRecording } from '../../audio/chunk-samples.js';
import { type PcmRecording, sampleRate } from '../pcm-recording.js';
import { judge } from './judge.js';
import { meaningsOf } from './meanings.js';
import { SoundTagger } from './sound-tagger.js';

/** A sound whose place is known. */
export type PlacedSound = Pick<SoundEvent, 'startMs' | 'endMs' | 'mode'>;

export interface TagSearch {
  /** Raw 16 kHz mono s16le samples. */
  pcmPath: string;
  sounds: readonly PlacedSound[];
  /** Folder of the tagger's files. */
  tagger: string;
}

/** Detectors place a sound this exactly; with more around it the tagger would hear the neighbours' speech. */
const aroundMs = 50;
/** Fades at both ends of what is heard, so that it begins with no click. */
const fadeMs = 10;

/**
 * What a tagger hears in each sound, in their order. Each is heard alone, without what is said beside it.
 * @throws Failure `dependency` when the tagger cannot be used
 */
export async function tagSoundsIn({ pcmPath, sounds, tagger: folder }: TagSearch): Promise<SoundTags[]> {
  const tagger = await SoundTagger.open(folder);
  const known = { names: tagger.classes, meanings: meaningsOf(tagger.classes) };
  try {
    return await withRecording(pcmPath, async (recording) => {
      const tags: SoundTags[] = [];
      for (const sound of sounds)
        tags.push(judge(await tagger.scores(await readAlone(recording, sound)), known, sound.mode));
      return tags;
    });
  } finally {
    await tagger.release();
  }
}

const inSamples = (ms: number) => Math.round((ms / 1000) * sampleRate);

async function readAlone(recording: PcmRecording, { startMs, endMs }: PlacedSound): Promise<Float32Array> {
  const length = SoundTagger.heard(inSamples(endMs - startMs + 2 * aroundMs));
  const samples = await recording.read(inSamples(startMs - aroundMs), length);
  const fade = inSamples(fadeMs);
  return samples.map((value, n) => value * Math.min(1, n / fade, (length - 1 - n) / fade));
}
