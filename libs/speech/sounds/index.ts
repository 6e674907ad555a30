export { detectSounds, matchTemplates, tagSounds } from './detect-sounds.js';
export { fingerprintOf } from './fingerprint.js';
export { linesUnderSpeech, type SoundLines } from './lines-under-speech.js';
export type { TemplateMatch } from './match-templates.js';
export { findSoundTagger, type TaggerModel } from './tagger/find-tagger.js';
