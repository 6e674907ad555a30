import { asFailure } from '#contracts';
import { samplesOf } from '../../audio/chunk-samples.js';
import type { Reply } from '../../engine/jobs.js';
import type { WhisperCppAsk, WhisperCppJobs, WhisperCppStart } from './jobs.js';
import { loadNative } from './native.js';

/** The engine process: answers one ask after the other, and ends with its parent. */
const start = JSON.parse(process.argv[2]!) as WhisperCppStart;
let loaded: ReturnType<typeof loadNative> | undefined;
const native = () => {
  loaded ??= loadNative(start);
  return loaded;
};

async function hear(ask: WhisperCppJobs['hear']['ask']): Promise<WhisperCppJobs['hear']['answer']> {
  const { context, faultOf } = await native();
  const samples = await samplesOf(ask.pcmPath, ask.chunk);
  const sound = Int16Array.from(samples, (sample) => Math.round(sample * 32_767));
  const { promise } = context.transcribeData(sound.buffer, {
    language: ask.language,
    ...(ask.prompt ? { prompt: ask.prompt } : {}),
    temperature: ask.temperature,
    maxThreads: start.threads,
    // One token a segment: the only way to this binding's token times.
    maxLen: 1,
    tokenTimestamps: true,
  });
  const { language, segments } = await promise.catch((error: unknown) => {
    throw faultOf(error);
  });
  const pieces = segments.map(({ text, t0, t1 }) => ({ text, startMs: t0, endMs: t1 }));
  return { language: language ?? null, pieces };
}

process.on('message', ({ kind, ask }: WhisperCppAsk) => {
  const answer = kind === 'load' ? native().then(({ gpu }) => ({ gpu })) : hear(ask);
  answer
    .then((given): Reply => ({ answer: given }))
    .catch((error: unknown): Reply => {
      const { failureClass, message, remedy, stack } = asFailure(error);
      return { failure: { failureClass, message, remedy, stack } };
    })
    .then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));
