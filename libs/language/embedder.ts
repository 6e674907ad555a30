import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { forkScript, packageRoot } from '#config';
import { Failure, resourceFailure } from '#contracts';
import type { EmbeddingReply, EmbeddingRequest } from './embedding-process.js';
import type { Embedder } from './language-model.js';

/** Texts in one message: small enough that an abort is heard within about a tenth of a second. */
const TEXTS_A_MESSAGE = 64;

interface Waiting {
  resolve(reply: EmbeddingReply): void;
  reject(error: Error): void;
}

/**
 * Sentence vectors by all-MiniLM-L6-v2 (384 dimensions) in a child process, which starts with the first request and
 * ends with `close()` or with its parent.
 *
 * @param modelsDir folder that holds `minilm/`; the bundled one by default
 * @throws Failure `resource` when the model is missing or its process dies; the reason of the signal when aborted
 */
export function createEmbedder(modelsDir = join(packageRoot, 'models')): Embedder {
  const engine = createEngine(join(modelsDir, 'minilm'));

  async function inBatches<T>(
    texts: string[],
    signal: AbortSignal | undefined,
    one: (batch: string[]) => Promise<T[]>,
  ) {
    const out: T[] = [];
    for (let i = 0; i < texts.length; i += TEXTS_A_MESSAGE) {
      signal?.throwIfAborted();
      out.push(...(await one(texts.slice(i, i + TEXTS_A_MESSAGE))));
    }
    return out;
  }

  return {
    id: 'all-MiniLM-L6-v2-int8',
    dimensions: 384,
    /** Batches are cut from the texts in order of length, so that each is padded little; each text is embedded once. */
    async embed(texts, signal) {
      const distinct = [...new Set(texts)].sort((a, b) => a.length - b.length);
      const vectors = await inBatches(distinct, signal, async (batch) => {
        const reply = await engine.ask('embed', batch);
        return 'vectors' in reply ? reply.vectors : [];
      });
      const byText = new Map(distinct.map((text, i) => [text, vectors[i]!]));
      return texts.map((text) => byText.get(text)!);
    },
    countTokens: (texts, signal) =>
      inBatches(texts, signal, async (batch) => {
        const reply = await engine.ask('count', batch);
        return 'counts' in reply ? reply.counts : [];
      }),
    close: engine.close,
  };
}

/** The child process, started when it is first asked. */
function createEngine(folder: string) {
  let child: ChildProcess | null = null;
  let nextId = 1;
  const waiting = new Map<number, Waiting>();

  const died = (process: ChildProcess, reason: string) => {
    if (child === process) child = null;
    const failure = resourceFailure(
      `The embedding engine ended: ${reason}.`,
      'Free some memory; the stage is tried again.',
    );
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };

  const start = () => {
    if (!existsSync(join(folder, 'model.int8.onnx')))
      throw resourceFailure(
        `The embedding model is missing: ${folder}.`,
        'Run `showrunner models pull minilm`, or restore the models folder.',
      );
    const started = forkScript(import.meta.url, './embedding-process', [folder], {
      serialization: 'advanced',
    });
    started.on('message', (reply: EmbeddingReply) => {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (waiting.size === 0) rest(started);
      asked?.resolve(reply);
    });
    started.on('error', (error) => died(started, error.message));
    started.on('exit', (code, signal) => died(started, signal ?? `exit code ${code}`));
    return started;
  };

  return {
    async ask(kind: EmbeddingRequest['kind'], texts: string[]): Promise<EmbeddingReply> {
      child ??= start();
      const engine = child;
      keepAlive(engine);
      const id = nextId++;
      const reply = await new Promise<EmbeddingReply>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        engine.send({ id, kind, texts } satisfies EmbeddingRequest, (error) => {
          if (error) died(engine, error.message);
        });
      });
      if ('error' in reply)
        throw new Failure(
          'resource',
          `The embedding engine failed: ${reply.error}`,
          'Free some memory; the stage is tried again.',
        );
      return reply;
    },
    async close() {
      const engine = child;
      child = null;
      if (!engine || engine.exitCode !== null) return;
      const ended = new Promise((resolve) => engine.once('exit', resolve));
      engine.ref();
      engine.kill('SIGKILL');
      await ended;
    },
  };
}

/** An idle engine does not keep its parent's event loop alive; one at work does. */
const rest = (child: ChildProcess) => {
  child.unref();
  child.channel?.unref();
};
const keepAlive = (child: ChildProcess) => {
  child.ref();
  child.channel?.ref();
};
