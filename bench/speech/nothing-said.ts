import { createTranscriber } from '#speech';
import { type Row, row } from '../bench.js';
import { hear, samplesFrom } from './hear.js';

const seconds = 600;
/** Chords of three notes with overtones, four beats each: as much music as ffmpeg can play by itself. */
const chord = (root: number) => [1, 1.26, 1.5, 2, 3].map((ratio) => `sin(2*PI*${root * ratio}*t)`).join('+');
const music = `0.06*(${[220, 174.6, 261.6, 196]
  .map((root, beat) => `eq(mod(floor(t*0.7),4),${beat})*(${chord(root)})`)
  .join('+')})*(0.4+0.6*exp(-3*mod(t*1.4,1)))`;
const sources = {
  silence: 'anullsrc=r=16000:cl=mono',
  noise: 'anoisesrc=r=16000:c=pink:a=0.1:s=1',
  music: `aevalsrc='${music}':s=16000`,
  hum: "aevalsrc='0.1*sin(2*PI*50*t)+0.05*sin(2*PI*100*t)+0.03*sin(2*PI*150*t)':s=16000",
};

/** Words in ten minutes each of what nobody says. */
export async function nothingRows(): Promise<Row[]> {
  const transcriber = createTranscriber({ WHISPER_ENGINE: 'onnx', WHISPER_MODEL: 'whisper-base-onnx' });
  const rows: Row[] = [];
  try {
    for (const [name, source] of Object.entries(sources)) {
      const pcm = samplesFrom(name, ['-f', 'lavfi', '-t', String(seconds), '-i', source]);
      const { words } = (await hear(transcriber, pcm, 'auto')).transcript;
      rows.push(
        row(`words in ${seconds / 60} minutes of ${name}`, String(words.length), '0', words.length === 0),
      );
    }
  } finally {
    await transcriber.close();
  }
  return rows;
}
