/**
 * Child process: one GGUF file by llama.cpp, through the optional engine node-llama-cpp. Arguments: where the engine
 * begins, the file, and the most context tokens. Forked by llama.ts; ends when its parent does.
 */
const [entry = '', file = '', contextTokens = '0'] = process.argv.slice(2);

export type LlamaJob =
  | { kind: 'load' }
  | { kind: 'count'; texts: string[] }
  | {
      kind: 'generate';
      system: string;
      history: { role: 'user' | 'assistant'; content: string }[];
      prompt: string;
      /** A JSON schema in the dialect of llama.cpp's grammars; prose without one. */
      grammar: object | null;
      maxTokens: number;
      temperature: number;
    };
export type LlamaReply =
  | { contextTokens: number }
  | { counts: number[] }
  | { text: string; inputTokens: number; outputTokens: number }
  | { error: string };

/** As much of node-llama-cpp as is used here: it is not installed where this is compiled. */
interface Engine {
  getLlama(options: object): Promise<{
    loadModel(options: object): Promise<GgufModel>;
    createGrammarForJsonSchema(schema: object): Promise<object>;
  }>;
  LlamaChatSession: new (options: { contextSequence: Sequence }) => Session;
}
interface GgufModel {
  trainContextSize: number;
  tokenize(text: string): unknown[];
  createContext(options: object): Promise<{ contextSize: number; getSequence(): Sequence }>;
}
interface Sequence {
  tokenMeter: { usedInputTokens: number; usedOutputTokens: number };
}
interface Session {
  setChatHistory(history: object[]): void;
  prompt(text: string, options: object): Promise<string>;
}

async function load() {
  const { getLlama, LlamaChatSession } = (await import(entry)) as Engine;
  // What is installed has to do: nothing is downloaded or compiled behind the host's back.
  const llama = await getLlama({ build: 'never', skipDownload: true, logLevel: 'error' });
  const model = await llama.loadModel({ modelPath: file });
  const size = Math.min(Number(contextTokens), model.trainContextSize);
  const context = await model.createContext({ contextSize: size });
  const sequence = context.getSequence();
  return {
    llama,
    model,
    sequence,
    session: new LlamaChatSession({ contextSequence: sequence }),
    contextTokens: context.contextSize,
  };
}

let loaded: ReturnType<typeof load> | null = null;

async function work(job: LlamaJob): Promise<LlamaReply> {
  loaded ??= load();
  const { llama, model, session, sequence, contextTokens: size } = await loaded;
  if (job.kind === 'load') return { contextTokens: size };
  if (job.kind === 'count') return { counts: job.texts.map((text) => model.tokenize(text).length) };
  const { usedInputTokens, usedOutputTokens } = sequence.tokenMeter;
  session.setChatHistory([
    { type: 'system', text: job.system },
    ...job.history.map(({ role, content }) =>
      role === 'user' ? { type: 'user', text: content } : { type: 'model', response: [content] },
    ),
  ]);
  const text = await session.prompt(job.prompt, {
    maxTokens: job.maxTokens,
    temperature: job.temperature,
    ...(job.grammar && { grammar: await llama.createGrammarForJsonSchema(job.grammar) }),
  });
  const meter = sequence.tokenMeter;
  return {
    text,
    inputTokens: meter.usedInputTokens - usedInputTokens,
    outputTokens: meter.usedOutputTokens - usedOutputTokens,
  };
}

process.on('message', async (job: LlamaJob) => {
  const reply = await work(job).catch((error: unknown) => ({
    error: error instanceof Error ? error.message : String(error),
  }));
  process.send?.(reply satisfies LlamaReply);
});
process.on('disconnect', () => process.exit(0));
