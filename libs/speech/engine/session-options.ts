import type { InferenceSession } from 'onnxruntime-node';

/**
 * onnxruntime threads that wait do not spin: on shared cores spinning costs the neighbours more than it saves
 * (measured: one thread a process with chunks side by side beats one process with many threads).
 */
export const sessionOptions = (threads: number): InferenceSession.SessionOptions => ({
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});
