export * from './create-transcriber.js';
export { isOrdinary } from './glossary/common-words.js';
export { correctNames } from './glossary/correct-names.js';
export {
  type CorrectionPlace,
  correctionId,
  plainWords,
  readCorrectionId,
} from './glossary/correction-id.js';
export * from './sounds/index.js';
export * from './transcriber.js';
