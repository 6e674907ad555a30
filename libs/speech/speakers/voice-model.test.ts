import { join } from 'node:path';
import { expect, it } from 'vitest';
import { modelFolder } from '../engine/model-files.js';
import { FilterBanks, framesOf } from './filter-banks.js';
import { likeness } from './likeness.js';
import { packVoice, unpackVoice } from './packed-voice.js';
import { VoiceModel } from './voice-model.js';

/** A second and a half of a buzzing tone with 24 partials that swell. */
const tone = Float32Array.from({ length: 24_000 }, (_, n) => {
  const t = (2 * Math.PI * n) / 16_000;
  let sum = 0;
  for (let h = 1; h < 25; h++)
    sum += (0.2 / h) * Math.sin(h * 130 * t) * (0.6 + 0.4 * Math.sin((2 + (h % 3)) * t));
  return sum;
});

/** Its vector by the original network in f32 under PyTorch, on filter banks of kaldi-native-fbank 1.22. */
const original =
  'u/cNxtUy6ODqQfQzOfYpEvv7681MA6NiIr8VPifIG80hxsqP0BE4HkMa5xEUBwjx7yQZ6jzrSNEe7eLU+F4ALPwCOW84pAZLGPHMx2gv9hIu4B4iECczGNTI7BTGP+4L/ejp/mbtP5oxC/ncf+QH4SQmRDY1Vxwb8hXzK7NFK08MGj34TT3/Odv15QRa0Qks/9VVSczw/TYOLMPa/fcOOvr4EeJEnF0a5avwqyoesEH+8UQA7v0F8firW+TzNM0H';
/** Values of row 10 of those filter banks, less the mean: banks 0, 20, 40 and 79. */
const originalRow = [0.8721, 0.6505, 0.6375, 0.0];

it('gives the vectors of the original network', async () => {
  const model = await VoiceModel.load(join(modelFolder('campplus', ['campplus.onnx']), 'campplus.onnx'));
  const [vector, same] = await model.vectors([tone, tone]);
  await model.release();
  expect(likeness(vector!, unpackVoice(original))).toBeGreaterThan(0.99);
  expect(likeness(vector!, same!)).toBeCloseTo(1, 4);
});

it('reads sound as Kaldi does', () => {
  const rows = new FilterBanks().of(tone);
  expect(rows).toHaveLength(framesOf(tone.length) * 80);
  for (const [i, bank] of [0, 20, 40, 79].entries())
    expect(rows[10 * 80 + bank]).toBeCloseTo(originalRow[i]!, 2);
});

it('keeps a voice in 256 characters', () => {
  const voice = unpackVoice(original);
  expect(packVoice(voice)).toHaveLength(256);
  expect(likeness(unpackVoice(packVoice(voice)), voice)).toBeGreaterThan(0.999);
});
