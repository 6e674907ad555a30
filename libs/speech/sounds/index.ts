export { detectSounds } from './detect-sounds.js';
