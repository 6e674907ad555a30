import { asFailure } from '#contracts';
import type { Ask, EngineFiles, Reply } from './jobs.js';
import { OnnxEngine } from './onnx-engine.js';

/** The engine process: answers one ask after the other, and ends with its parent. */
const engine = new OnnxEngine(JSON.parse(process.argv[2]!) as EngineFiles);

process.on('message', (ask: Ask) => {
  engine
    .answer(ask)
    .then((answer): Reply => ({ answer }))
    .catch((error: unknown): Reply => {
      const { failureClass, message, remedy, stack } = asFailure(error);
      return { failure: { failureClass, message, remedy, stack } };
    })
    .then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));
