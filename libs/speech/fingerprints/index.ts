export { type CommonSound, PrintIndex } from './common-sound.js';
export { PrintMaker, printMs, readPrints, silentPrint } from './print-maker.js';
