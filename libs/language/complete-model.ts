import { dependencyFailure } from '#contracts';
import { emulatedRequest, readEmulatedAnswer } from './emulated-tools.js';
import type {
  Features,
  GenerateRequest,
  GenerateResult,
  LanguageModel,
  StreamRequest,
} from './language-model.js';
import { probeFeatures } from './probe-features.js';
import { parseAnswer, schemaInWords } from './schema-answers.js';

/** What an adapter has to bring: one request to its engine, without parsing, repair or emulation. */
export interface RawModel {
  readonly id: string;
  readonly contextTokens: number;
  /** What the engine can do, where that is known; otherwise it is asked. */
  features?: Features;
  countTokens: LanguageModel['countTokens'];
  /** @param jsonSchema whether the engine itself is shown the request's schema */
  send(request: GenerateRequest, jsonSchema: Features['jsonSchema']): Promise<GenerateResult>;
  /** Prose piece by piece, where the engine can. */
  stream?(request: StreamRequest): AsyncIterable<string>;
  close?(): Promise<void>;
}

/** An engine with what every engine needs around it, so that all behave alike: a probe, schemas with one repair, emulated tools. */
export function completeModel(raw: RawModel): LanguageModel {
  let features: Promise<Features> | null = raw.features ? Promise.resolve(raw.features) : null;
  const model: LanguageModel = {
    get id() {
      return raw.id;
    },
    get contextTokens() {
      return raw.contextTokens;
    },
    features(signal) {
      features ??= probeFeatures((request, jsonSchema) => raw.send({ ...request, signal }, jsonSchema)).catch(
        (error) => {
          features = null;
          throw error;
        },
      );
      return features;
    },
    countTokens: (texts, signal) => raw.countTokens(texts, signal),
    async generate(request) {
      const can = await model.features(request.signal);
      if (request.tools?.length && can.tools === 'emulated')
        return readEmulatedAnswer(await answerInSchema(raw, emulatedRequest(request), can));
      if (request.schema) return answerInSchema(raw, request, can);
      return raw.send(can.tools === 'none' ? { ...request, tools: undefined } : request, can.jsonSchema);
    },
    stream: (request) => raw.stream?.(request) ?? inOnePiece(raw, request),
    close: async () => raw.close?.(),
  };
  return model;
}

async function* inOnePiece(raw: RawModel, request: StreamRequest): AsyncGenerator<string> {
  yield (await raw.send(request, 'none')).text;
}

/** Asks for an answer that fits the schema; one that does not is shown its fault and asked for once more. */
async function answerInSchema(
  raw: RawModel,
  request: GenerateRequest,
  { jsonSchema }: Features,
): Promise<GenerateResult> {
  const schema = request.schema!;
  const asked = {
    ...request,
    tools: undefined,
    system: `${request.system}\n\n${schemaInWords(schema)}`,
  };
  const first = await raw.send(asked, jsonSchema);
  const parsed = parseAnswer(first.text, schema);
  if (parsed.ok) return { ...first, object: parsed.value };
  const fault = `That answer does not fit: ${parsed.fault}. Answer again with the JSON object alone.`;
  const second = await raw.send(
    {
      ...asked,
      messages: [
        ...asked.messages,
        { role: 'assistant', content: first.text.slice(0, 4000) || '(nothing)' },
        { role: 'user', content: fault },
      ],
    },
    jsonSchema,
  );
  const repaired = parseAnswer(second.text, schema);
  if (!repaired.ok)
    throw dependencyFailure(
      `The language model's answer does not fit its schema: ${repaired.fault}.`,
      'Try a larger model; until then the notes are extracts.',
    );
  const usage = {
    inputTokens: first.usage.inputTokens + second.usage.inputTokens,
    outputTokens: first.usage.outputTokens + second.usage.outputTokens,
  };
  return { ...second, object: repaired.value, usage };
}
