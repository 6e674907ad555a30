import { type FileHandle, open } from 'node:fs/promises';
import { modelPath } from '#config';
import { inputFailure } from '#contracts';

/** `ggml` as a little-endian number, the first four bytes of whisper.cpp's models. */
const magic = 0x67676d6c;
const foreign: Record<string, string> = { GGUF: 'a GGUF file' };
/** Eleven numbers follow the magic: whisper.cpp, `whisper_model_load`. */
const headerNumbers = 11;
/** Token counts of the English-only models and of the multilingual ones, large-v3 last. */
const englishTokens = 51_864;
const knownTokens = [englishTokens, 51_865, 51_866];

/** Bytes and values of one block of each tensor type that whisper models come in (ggml.h, `ggml_type`). */
const blocks: Record<number, { bytes: number; values: number }> = {
  0: { bytes: 4, values: 1 },
  1: { bytes: 2, values: 1 },
  2: { bytes: 18, values: 32 },
  3: { bytes: 20, values: 32 },
  6: { bytes: 22, values: 32 },
  7: { bytes: 24, values: 32 },
  8: { bytes: 34, values: 32 },
  10: { bytes: 84, values: 256 },
  11: { bytes: 110, values: 256 },
  12: { bytes: 144, values: 256 },
  13: { bytes: 176, values: 256 },
  14: { bytes: 210, values: 256 },
};

export interface GgmlModel {
  path: string;
  /** English-only models know no language: asked for one, they answer by chance. */
  multilingual: boolean;
}

/**
 * Checks a GGML model without loading it, by walking its tensors to the last byte: native code ends the process, or
 * worse, on a file that is not whole.
 * @param nameOrPath a file under models/, or a path
 * @throws Failure (input) when it is missing, truncated or of another format
 */
export async function readGgmlModel(nameOrPath: string): Promise<GgmlModel> {
  const path = modelPath(nameOrPath);
  const file = await open(path, 'r').catch((error: unknown) => {
    throw inputFailure(
      `The model file ${path} is missing.`,
      'Set WHISPER_MODEL to a GGML file (docs/engines.md says where to get one).',
      error,
    );
  });
  try {
    const reader = new Reader(file, (await file.stat()).size, path);
    const multilingual = await readHead(reader);
    while (!reader.atEnd) await skipTensor(reader);
    return { path, multilingual };
  } finally {
    await file.close();
  }
}

async function readHead(reader: Reader): Promise<boolean> {
  if (reader.size < 4) throw reader.truncated();
  const first = await reader.bytes(4);
  if (first.readUInt32LE() !== magic) throw reader.otherFormat(first.toString('latin1'));
  const header = await reader.numbers(headerNumbers);
  const tokens = header[0]!;
  if (!knownTokens.includes(tokens)) throw reader.otherFormat('');
  const [mels, bins] = (await reader.numbers(2)) as [number, number];
  reader.skip(4 * mels * bins);
  const [words] = await reader.numbers(1);
  for (let i = 0; i < words!; i++) reader.skip((await reader.numbers(1))[0]!);
  return tokens !== englishTokens;
}

async function skipTensor(reader: Reader): Promise<void> {
  const [dimensions, nameBytes, type] = (await reader.numbers(3)) as [number, number, number];
  const block = blocks[type];
  if (dimensions < 1 || dimensions > 4 || !block) throw reader.otherFormat('');
  const values = (await reader.numbers(dimensions)).reduce((product, length) => product * length, 1);
  reader.skip(nameBytes + (values / block.values) * block.bytes);
}

/** Read ahead: the vocabulary is fifty thousand small numbers. */
const windowBytes = 1024 * 1024;

/** Reads a file forwards, without its tensors. */
class Reader {
  private at = 0;
  private window: Buffer = Buffer.alloc(0);
  private windowStart = 0;

  constructor(
    private readonly file: FileHandle,
    readonly size: number,
    private readonly path: string,
  ) {}

  get atEnd(): boolean {
    return this.at === this.size;
  }

  skip(bytes: number): void {
    if (bytes < 0 || this.at + bytes > this.size) throw this.truncated();
    this.at += bytes;
  }

  async bytes(count: number): Promise<Buffer> {
    if (this.at + count > this.size) throw this.truncated();
    if (this.at < this.windowStart || this.at + count > this.windowStart + this.window.length) {
      const length = Math.min(windowBytes, this.size - this.at);
      const { buffer, bytesRead } = await this.file.read(Buffer.alloc(length), 0, length, this.at);
      this.window = buffer.subarray(0, bytesRead);
      this.windowStart = this.at;
    }
    const from = this.at - this.windowStart;
    this.at += count;
    return this.window.subarray(from, from + count);
  }

  async numbers(count: number): Promise<number[]> {
    const bytes = await this.bytes(4 * count);
    return Array.from({ length: count }, (_, i) => bytes.readInt32LE(4 * i));
  }

  truncated() {
    return inputFailure(
      `The model file ${this.path} is truncated: it ends at byte ${this.size}.`,
      'Fetch it again, and compare its checksum with that of its source.',
    );
  }

  otherFormat(first: string) {
    const seen = foreign[first] ? `: it is ${foreign[first]}` : '';
    return inputFailure(
      `The model file ${this.path} is not a Whisper model in the GGML format${seen}.`,
      'Set WHISPER_MODEL to a GGML file of whisper.cpp, such as ggml-large-v3-turbo.bin.',
    );
  }
}
