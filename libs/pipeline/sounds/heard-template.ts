import type { HeardSound, SoundTemplate } from '#contracts';

/** A sound of earlier episodes, as one that can be looked for. */
export const heardTemplate = ({ id, fingerprint, durationMs }: HeardSound): SoundTemplate => ({
  ...{ id, fingerprint, durationMs },
  ...{ name: 'heard before', verdict: 'notification', origin: 'learned' },
});
