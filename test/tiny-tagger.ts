import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unknownNames } from '../libs/speech/sounds/tagger/meanings.js';

/** Sizes of YAMNet's outputs: scores, embeddings, log mel bands. */
const classCount = 521;
const embeddingSize = 1024;
const bandCount = 64;

/** The classes that Showrunner's table names, each branch by its ends, a few inside them, and nameless ones for the rest. */
const classes = (() => {
  const names = [...new Set(unknownNames([]))];
  const insert = (name: string, after: string) => names.splice(names.indexOf(after) + 1, 0, name);
  insert('Laughter', 'Speech');
  insert('Typing', 'Door');
  insert('Ringtone', 'Alarm');
  while (names.length < classCount) names.push(`Class ${names.length}`);
  return names;
})();

export const classMap = (names: readonly string[] = classes): string =>
  [
    'index,mid,display_name',
    ...names.map((name, n) => `${n},/m/${n},${name.includes(',') ? `"${name}"` : name}`),
    '',
  ].join('\r\n');

type Field = [number: number, value: number | string | Uint8Array];

/** A protocol buffer message: numbers as varints, the rest by length. */
function message(...fields: Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number') return [varint(number << 3), varint(value)];
      const bytes = Buffer.from(value);
      return [varint((number << 3) | 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number): Buffer {
  const bytes = [];
  let left = BigInt.asUintN(64, BigInt(value));
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Buffer.from([...bytes, Number(left)]);
}

/** Parts of an ONNX model, by the field numbers of onnx.proto. */
const opset = 13;
const floatType = 1;
const int64Type = 7;
const intsAttribute = 7;

const node = (op: string, inputs: string[], output: string, attributes: Record<string, number> = {}) =>
  message(
    ...inputs.map((name): Field => [1, name]),
    [2, output],
    [4, op],
    ...Object.entries(attributes).map(
      ([name, value]): Field => [5, message([1, name], [8, value], [20, intsAttribute])],
    ),
  );

const tensor = (name: string, dims: number[], values: Float32Array | BigInt64Array) =>
  message(
    ...dims.map((size): Field => [1, size]),
    [2, values instanceof Float32Array ? floatType : int64Type],
    [8, name],
    [9, new Uint8Array(values.buffer)],
  );

const value = (name: string, dims: (number | string)[]) => {
  const shape = dims.map((size): Field => [1, message([typeof size === 'number' ? 1 : 2, size])]);
  return message([1, name], [2, message([1, message([1, floatType], [2, message(...shape)])])]);
};

/**
 * An ONNX model that takes and gives what YAMNet does, and hears by loudness alone: the score of a class is
 * tanh(gain × mean level of the patch).
 * @param gains by class
 */
export function tinyTagger(gains: Record<string, number>, count = classCount): Buffer {
  const weights = Float32Array.from({ length: count }, (_, n) => gains[classes[n] ?? ''] ?? 0);
  const graph = message(
    [1, node('Abs', ['waveform'], 'level')],
    [1, node('Reshape', ['level', 'row'], 'levels')],
    [1, node('AveragePool', ['levels'], 'patch', { kernel_shape: 15_600, strides: 7680 })],
    [1, node('Reshape', ['patch', 'column'], 'patches')],
    [1, node('MatMul', ['patches', 'gains'], 'heard')],
    [1, node('Tanh', ['heard'], 'output_0')],
    [1, node('MatMul', ['patches', 'embedding'], 'output_1')],
    [1, node('MaxPool', ['levels'], 'frame', { kernel_shape: 400, strides: 160 })],
    [1, node('Reshape', ['frame', 'column'], 'frames')],
    [1, node('MatMul', ['frames', 'bands'], 'output_2')],
    [2, 'tiny'],
    [5, tensor('row', [3], BigInt64Array.of(1n, 1n, -1n))],
    [5, tensor('column', [2], BigInt64Array.of(-1n, 1n))],
    [5, tensor('gains', [1, count], weights)],
    [5, tensor('embedding', [1, embeddingSize], new Float32Array(embeddingSize))],
    [5, tensor('bands', [1, bandCount], new Float32Array(bandCount))],
    [11, value('waveform', ['samples'])],
    [12, value('output_0', ['patches', count])],
    [12, value('output_1', ['patches', embeddingSize])],
    [12, value('output_2', ['frames', bandCount])],
  );
  return message([1, 8], [7, graph], [8, message([1, ''], [2, opset])]);
}

/** Lays a tagger's files into a folder, as `models pull yamnet` does. @returns the folder */
export async function layTagger(folder: string, gains: Record<string, number>): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'yamnet.onnx'), tinyTagger(gains));
  await writeFile(join(folder, 'yamnet_class_map.csv'), classMap());
  return folder;
}
