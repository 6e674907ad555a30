import ort from 'onnxruntime-node';
import { PowerSpectrum } from './fft.js';
import { PcmRecording, sampleRate } from './pcm-recording.js';

/** The spectra that the network was trained on: 64 ms windows every 16 ms, lines from 250 to 7500 Hz. */
const frame = 1024;
const hop = 256;
const firstLine = 16;
const lines = 464;
/** Levels go in as 0 to 3: from 50 dB under the speech upwards, 25 dB a unit. */
const lowestDb = -50;
const unitDb = 25;
const units = 3;
/** Line of a full-scale sine in a Hann window of 1024 samples, and what keeps silence finite. */
const fullLineDb = 20 * Math.log10(256);
const silentLine = 1e-9;

/** The network gives one answer for two spectra. */
const framesPerStep = 2;
/** Length of one answer in milliseconds. */
export const soundStepMs = (hop * framesPerStep * 1000) / sampleRate;
/** It looks 0.9 s to each side, so that pieces overlap by this many frames. */
const margin = 64;
const pieceFrames = 1024;

export interface HeardSteps {
  /** Probability that a notification sounds, one every `soundStepMs`. */
  notification: Float32Array;
  /** The same for music. */
  music: Float32Array;
}

export interface HearSearch {
  /** Raw 16 kHz mono s16le samples. */
  pcmPath: string;
  /** The network's ONNX file. */
  model: string;
  /** Level of what is loud in the recording, in dB. */
  loudDb: number;
}

/** As `hearSounds`, in plain numbers, which can be sent from a process to another. */
export async function hearFile({ pcmPath, model, loudDb }: HearSearch) {
  const recording = await PcmRecording.open(pcmPath);
  try {
    const { notification, music } = await hearSounds(recording, loudDb, model);
    return { notification: sendable(notification), music: sendable(music) };
  } finally {
    await recording.close();
  }
}

const sendable = (values: Float32Array) => Array.from(values, (value) => Math.round(value * 1000) / 1000);

/**
 * What a small network trained on made sounds hears in the recording; models/chimes/train.py says how.
 * `model`: path of its ONNX file. Memory grows by 250 bytes a second.
 */
export async function hearSounds(
  recording: PcmRecording,
  loudDb: number,
  model: string,
): Promise<HeardSteps> {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  try {
    const spectra = new SpectrumReader(recording, loudDb);
    const frames = Math.floor(recording.length / hop / framesPerStep) * framesPerStep;
    const heard = {
      notification: new Float32Array(frames / framesPerStep),
      music: new Float32Array(frames / framesPerStep),
    };
    for (let first = 0; first < frames; first += pieceFrames) {
      const input = await spectra.read(first - margin, pieceFrames + 2 * margin);
      const { probability } = await session.run({
        input: new ort.Tensor('float32', input, [1, 1, pieceFrames + 2 * margin, lines]),
      });
      const answers = probability!.data as Float32Array;
      const steps = answers.length / 2;
      const from = margin / framesPerStep;
      const count = Math.min(pieceFrames, frames - first) / framesPerStep;
      const at = first / framesPerStep;
      heard.notification.set(answers.subarray(from, from + count), at);
      heard.music.set(answers.subarray(steps + from, steps + from + count), at);
    }
    return heard;
  } finally {
    await session.release();
  }
}

/** Spectra in the network's units. */
class SpectrumReader {
  private readonly spectrum = new PowerSpectrum(frame);

  constructor(
    private readonly recording: PcmRecording,
    private readonly loudDb: number,
  ) {}

  async read(first: number, count: number): Promise<Float32Array> {
    const samples = await this.recording.read(first * hop - frame / 2, (count - 1) * hop + frame);
    const out = new Float32Array(count * lines);
    for (let f = 0; f < count; f++) {
      const power = this.spectrum.of(samples, f * hop);
      for (let k = 0; k < lines; k++) {
        const db = 10 * Math.log10(power[firstLine + k]! + silentLine) - fullLineDb;
        out[f * lines + k] = Math.min(units, Math.max(0, (db - this.loudDb - lowestDb) / unitDb));
      }
    }
    return out;
  }
}
