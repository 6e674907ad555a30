import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { asFailure, dependencyFailure, Failure } from '#contracts';
import { sessionOptions } from '../../engine/session-options.js';
import { readClassMap } from './class-map.js';
import { unknownNames } from './meanings.js';

/** YAMNet scores patches of 0.96 s every 0.48 s at 16 kHz; the last spectrum of a patch reaches 240 samples beyond it. */
const patchSamples = 15_600;
const hopSamples = 7680;
/** Five seconds tell what sounds, however long it lasts. */
const mostPatches = 10;

const modelFile = 'yamnet.onnx';
const classMapFile = 'yamnet_class_map.csv';

/** Hears which of AudioSet's classes of sounds are in a stretch of audio. Holds 16 MB of weights until it is released. */
export class SoundTagger {
  private constructor(
    private readonly session: ort.InferenceSession,
    /** The classes in the order of the scores. */
    readonly classes: readonly string[],
    /** The output that has the scores. */
    private readonly scoresName: string,
  ) {}

  /**
   * @param folder yamnet.onnx (any samples in; scores of each patch by class among what comes out) and its class map
   * @throws Failure `dependency` that says what is wrong when a file is missing, damaged, or another model's
   */
  static async open(folder: string): Promise<SoundTagger> {
    try {
      const classes = readClassMap(await readFile(join(folder, classMapFile), 'utf8'));
      const [unknown] = unknownNames(classes);
      if (unknown) throw unfit(`${classMapFile} has no class ${unknown}`);
      const session = await ort.InferenceSession.create(join(folder, modelFile), sessionOptions(1));
      return new SoundTagger(session, classes, await findScores(session, classes.length));
    } catch (error) {
      throw error instanceof Failure ? error : unfit(asFailure(error).message, error);
    }
  }

  /** How many samples of a sound of that length are heard. */
  static heard = (samples: number): number => Math.min(samples, samplesOf(mostPatches));

  /** The highest score, 0 to 1, of each class in 16 kHz samples; what is shorter than a patch is heard amid silence. */
  async scores(samples: Float32Array): Promise<Float32Array> {
    const patches = patchesOf(samples.length);
    const padded = new Float32Array(samplesOf(patches));
    padded.set(samples.subarray(0, padded.length), Math.max(0, (padded.length - samples.length) >> 1));
    const [input] = this.session.inputNames;
    const outputs = await this.session.run({ [input!]: new ort.Tensor('float32', padded, [padded.length]) });
    const scores = outputs[this.scoresName]!.data as Float32Array;
    const best = new Float32Array(this.classes.length);
    // The graph adds a patch of silence where the samples end with one: only those asked for are read.
    for (let at = 0; at < patches * best.length; at++)
      best[at % best.length] = Math.max(best[at % best.length]!, scores[at]!);
    return best;
  }

  release(): Promise<void> {
    return this.session.release();
  }
}

const samplesOf = (patches: number) => patchSamples + (patches - 1) * hopSamples;

const patchesOf = (samples: number) =>
  Math.min(mostPatches, 1 + Math.ceil(Math.max(0, samples - patchSamples) / hopSamples));

/** The name of the output whose rows are patches and whose columns are classes, by what comes out for two patches of silence. */
async function findScores(session: ort.InferenceSession, classes: number): Promise<string> {
  const [input, ...more] = session.inputMetadata;
  const takesSamples = input?.isTensor && input.type === 'float32' && input.shape.length <= 1;
  if (!takesSamples || more.length > 0)
    throw unfit(`it takes ${session.inputMetadata.map(inWords).join(', ')}, not samples in one float32 row`);
  const silence = new ort.Tensor('float32', new Float32Array(samplesOf(2)), [samplesOf(2)]);
  const outputs = Object.entries(await session.run({ [input.name]: silence }));
  const fitting = outputs.filter(
    ([, { type, dims }]) => type === 'float32' && dims.length === 2 && dims[0]! >= 2 && dims[1] === classes,
  );
  if (fitting.length === 1) return fitting[0]![0];
  const found = outputs.map(([name, { type, dims }]) => `${name} ${type} [${dims.join(', ')}]`).join(', ');
  throw unfit(`it gives ${found}, not one output of two patches by ${classes} classes`);
}

const inWords = (value: ort.InferenceSession.ValueMetadata): string =>
  value.isTensor ? `${value.name} ${value.type} [${value.shape.join(', ')}]` : value.name;

const unfit = (what: string, cause?: unknown) =>
  dependencyFailure(
    `The sound tagger cannot be used: ${what}.`,
    'Fetch it again with npx showrunner models pull yamnet.',
    cause,
  );
