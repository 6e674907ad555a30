import { work } from '#pipeline';
import { openSimulated, simulation } from './simulated-speech.js';

/** A worker process with a simulated engine; it serves the speech queue until its parent goes. */
const { backend, engines } = await openSimulated(simulation.parse(JSON.parse(process.argv[2] ?? '')));
await work(backend, engines, [{ name: 'speech', concurrency: 1 }]);
process.once('disconnect', () => process.exit());
process.send?.('ready');
