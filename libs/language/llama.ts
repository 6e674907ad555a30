import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { engineEntry, forkScript } from '#config';
import { dependencyFailure } from '#contracts';
import { completeModel } from './complete-model.js';
import type { GenerateRequest, LanguageModel } from './language-model.js';
import { grammarOf } from './llama-grammar.js';
import type { LlamaJob, LlamaReply } from './llama-process.js';

export interface LlamaOptions {
  /** Path of a GGUF file. */
  file: string;
  /** At most so many; the model's own length where that is less. */
  contextTokens: number;
}

/**
 * A GGUF file by llama.cpp in a child process, which starts with the first request and ends with `close()`, an abort, or
 * its parent. Schemas are grammars, so an answer cannot break one; tools are emulated by them, and a forced tool leaves
 * the model nothing but its arguments to choose.
 */
export function llama({ file, contextTokens }: LlamaOptions): LanguageModel {
  const path = resolve(file);
  let child: ChildProcess | null = null;
  let known = contextTokens;
  let last: Promise<unknown> = Promise.resolve();

  const kill = () => {
    child?.kill('SIGKILL');
    child = null;
  };
  const start = async (): Promise<ChildProcess> => {
    if (!existsSync(path))
      throw dependencyFailure(`There is no file ${path}.`, 'Set LLM_GGUF to the path of a GGUF file.');
    const entry = await engineEntry('llama');
    const started = forkScript(import.meta.url, './llama-process', [entry, path, String(contextTokens)]);
    const reply = await ask(started, { kind: 'load' });
    if ('contextTokens' in reply) known = reply.contextTokens;
    return started;
  };
  /** One job at a time: the context holds one conversation. */
  const run = <T extends LlamaReply>(job: LlamaJob, signal?: AbortSignal): Promise<T> => {
    const turn = last.then(async () => {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', kill, { once: true });
      try {
        child ??= await start();
        return (await ask(child, job)) as T;
      } catch (error) {
        kill();
        signal?.throwIfAborted();
        throw error;
      } finally {
        signal?.removeEventListener('abort', kill);
      }
    });
    last = turn.catch(() => undefined);
    return turn;
  };

  return completeModel({
    id: `llama:${basename(path, '.gguf')}`,
    get contextTokens() {
      return known;
    },
    features: { tools: 'emulated', jsonSchema: 'enforced' },
    countTokens: async (texts, signal) =>
      (await run<{ counts: number[] }>({ kind: 'count', texts }, signal)).counts,
    async send(request) {
      const { text, inputTokens, outputTokens } = await run<Extract<LlamaReply, { text: string }>>(
        jobOf(request),
        request.signal,
      );
      return { text, toolCalls: [], usage: { inputTokens, outputTokens } };
    },
    close: async () => kill(),
  });
}

function jobOf({ system, messages, schema, maxTokens, temperature = 0 }: GenerateRequest): LlamaJob {
  const turns = messages.map(({ role, content }) => ({
    role: role === 'assistant' ? ('assistant' as const) : ('user' as const),
    content,
  }));
  return {
    kind: 'generate',
    system,
    history: turns.slice(0, -1),
    prompt: turns.at(-1)?.content ?? '',
    grammar: schema ? grammarOf(schema) : null,
    maxTokens,
    temperature,
  };
}

/** One job and its reply; while it waits, the child keeps this process alive, and not longer. */
async function ask(child: ChildProcess, job: LlamaJob): Promise<LlamaReply> {
  child.ref();
  child.channel?.ref();
  const reply = await new Promise<LlamaReply>((answer, reject) => {
    const ended = (reason: string) =>
      reject(
        dependencyFailure(
          `The embedded language model ended: ${reason}.`,
          'Free some memory, or take a smaller GGUF file.',
        ),
      );
    child.once('message', answer);
    child.once('error', ({ message }) => ended(message));
    child.once('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
    child.send(job);
  }).finally(() => {
    for (const event of ['message', 'error', 'exit']) child.removeAllListeners(event);
    child.unref();
    child.channel?.unref();
  });
  if ('error' in reply)
    throw dependencyFailure(
      `The embedded language model failed: ${reply.error}`,
      'Check LLM_GGUF; a shorter LLM_CONTEXT_TOKENS needs less memory.',
    );
  return reply;
}
