/**
 * Child process: MiniLM on onnxruntime, one batch a message. `session.run` blocks its thread, so it must not share one
 * with a server. Forked by embedder.ts; ends when its parent does.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';

export type EmbeddingRequest = { id: number; kind: 'embed' | 'count'; texts: string[] };
export type EmbeddingReply =
  | { id: number; vectors: Float32Array[] }
  | { id: number; counts: number[] }
  | { id: number; error: string };

/** The model's position table ends here; longer texts lose their tail. */
const MAX_TOKENS = 256;
/** Two threads: measured 122 µs a token against 206 with one (AVX-512 VNNI, batches of 512). */
const THREADS = 2;
/** Padded tokens in one run of the model; larger batches fall out of the cache (measured: 2048 is 20 % slower). */
const BATCH_TOKENS = 512;

const folder = process.argv[2]!;

async function load() {
  const [tokenizerJson, configJson] = await Promise.all(
    ['tokenizer.json', 'tokenizer_config.json'].map((file) => readFile(join(folder, file), 'utf8')),
  );
  const session = await InferenceSession.create(join(folder, 'model.int8.onnx'), {
    intraOpNumThreads: THREADS,
    interOpNumThreads: 1,
    // Spinning threads take a whole core from ffmpeg and whisper while they wait.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  return { tokenizer: new Tokenizer(JSON.parse(tokenizerJson!), JSON.parse(configJson!)), session };
}

/** Mean of the token states of each text, L2-normalised. */
async function runBatch(session: InferenceSession, batch: number[][]): Promise<Float32Array[]> {
  const width = Math.max(...batch.map((ids) => ids.length));
  const ids = new BigInt64Array(batch.length * width);
  const mask = new BigInt64Array(batch.length * width);
  batch.forEach((row, r) => {
    row.forEach((id, c) => {
      ids[r * width + c] = BigInt(id);
      mask[r * width + c] = 1n;
    });
  });
  const tensor = (data: BigInt64Array) => new Tensor('int64', data, [batch.length, width]);
  const output = await session.run({
    input_ids: tensor(ids),
    attention_mask: tensor(mask),
    token_type_ids: tensor(new BigInt64Array(ids.length)),
  });
  const states = output.last_hidden_state!;
  const size = states.dims[2]!;
  return batch.map((row, r) => meanPool(states.data as Float32Array, r * width * size, row.length, size));
}

function meanPool(states: Float32Array, offset: number, tokens: number, size: number): Float32Array {
  const vector = new Float32Array(size);
  for (let t = 0; t < tokens; t++)
    for (let d = 0; d < size; d++) vector[d]! += states[offset + t * size + d]!;
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}

/** Texts of like length go together, so that little is padded. */
async function embed({ tokenizer, session }: Awaited<ReturnType<typeof load>>, texts: string[]) {
  const encoded = texts.map((text) => tokenizer.encode(text).ids.slice(0, MAX_TOKENS));
  const order = encoded.map((_, i) => i).sort((a, b) => encoded[a]!.length - encoded[b]!.length);
  const vectors = new Array<Float32Array>(texts.length);
  let batch: number[] = [];
  const flush = async () => {
    const done = await runBatch(
      session,
      batch.map((i) => encoded[i]!),
    );
    batch.forEach((i, r) => {
      vectors[i] = done[r]!;
    });
    batch = [];
  };
  for (const i of order) {
    if (batch.length > 0 && encoded[i]!.length * (batch.length + 1) > BATCH_TOKENS) await flush();
    batch.push(i);
  }
  if (batch.length > 0) await flush();
  return vectors;
}

const reply = (message: EmbeddingReply) => process.send?.(message);
const model = load();
model.catch(() => undefined); // reported with the first request that needs it

process.on('message', async ({ id, kind, texts }: EmbeddingRequest) => {
  try {
    const loaded = await model;
    if (kind === 'embed') reply({ id, vectors: await embed(loaded, texts) });
    else reply({ id, counts: texts.map((text) => loaded.tokenizer.tokenize(text).length) });
  } catch (error) {
    reply({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
