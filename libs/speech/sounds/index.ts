export { detectSounds, matchTemplates } from './detect-sounds.js';
export { fingerprintOf } from './fingerprint.js';
export type { TemplateMatch } from './match-templates.js';
