import ort from 'onnxruntime-node';
import { type PcmRecording, sampleRate } from './pcm-recording.js';

/** Silero VAD gives one probability for 512 samples and wants the 64 samples before them as well. */
const frame = 512;
const context = 64;
const stateSize = 128;

/** Length of one voice probability in milliseconds. */
export const voiceFrameMs = (frame / sampleRate) * 1000;

/**
 * The network's cost is per call, so the recording is cut into lanes that run side by side as one batch:
 * 8 lanes take 6 s for an hour on one core, one lane 15 s (measured, onnxruntime-node 1.30).
 */
const mostLanes = 8;
/** Each lane starts a second early to warm up the network's memory. */
const warmUpFrames = Math.round(1000 / voiceFrameMs);
/** A lane shorter than half a minute is not worth its warm-up. */
const leastLaneFrames = Math.round(30_000 / voiceFrameMs);
const readFrames = 64;

/** Probability of voice, 0 to 1, for each `voiceFrameMs` of the recording. `model`: path of Silero VAD's 16 kHz ONNX file. */
export async function voiceProbability(recording: PcmRecording, model: string): Promise<Float32Array> {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  try {
    return await runLanes(session, recording);
  } finally {
    await session.release();
  }
}

async function runLanes(session: ort.InferenceSession, recording: PcmRecording): Promise<Float32Array> {
  const frames = Math.ceil(recording.length / frame);
  const lanes = Math.max(1, Math.min(mostLanes, Math.floor(frames / leastLaneFrames)));
  const laneFrames = Math.ceil(frames / lanes);
  const firstOf = (lane: number) => lane * laneFrames - warmUpFrames;
  const probability = new Float32Array(frames);
  const rate = new ort.Tensor('int64', BigInt64Array.of(BigInt(sampleRate)), []);
  const input = new Float32Array(lanes * (context + frame));
  let state: ort.Tensor = new ort.Tensor('float32', new Float32Array(2 * lanes * stateSize), [
    2,
    lanes,
    stateSize,
  ]);
  let blocks: Float32Array[] = [];
  for (let step = 0; step < laneFrames + warmUpFrames; step++) {
    const inBlock = step % readFrames;
    if (inBlock === 0) blocks = await readLanes(recording, lanes, (lane) => firstOf(lane) + step);
    blocks.forEach((block, lane) => {
      input.set(block.subarray(inBlock * frame, (inBlock + 1) * frame + context), lane * (context + frame));
    });
    const results = await session.run({
      input: new ort.Tensor('float32', input, [lanes, context + frame]),
      state,
      sr: rate,
    });
    state = results.stateN!;
    const output = results.output!.data as Float32Array;
    for (let lane = 0; lane < lanes && step >= warmUpFrames; lane++) {
      const at = firstOf(lane) + step;
      if (at < frames) probability[at] = output[lane]!;
    }
  }
  return probability;
}

const readLanes = (recording: PcmRecording, lanes: number, frameOf: (lane: number) => number) =>
  Promise.all(
    Array.from({ length: lanes }, (_, lane) =>
      recording.read(frameOf(lane) * frame - context, readFrames * frame + context),
    ),
  );
