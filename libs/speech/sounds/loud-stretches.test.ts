import { describe, expect, it } from 'vitest';
import { levelHopMs } from './levels.js';
import { loudStretches } from './loud-stretches.js';
import { voiceFrameMs } from './voice-probability.js';

/** Ten seconds of a room at -70 dB, under speech of -20 dB in the first two, with sounds at other levels. */
function sceneWith(...sounds: { startMs: number; endMs: number; db: number }[]) {
  const levels = new Float32Array(10_000 / levelHopMs).fill(-70);
  levels.fill(-20, 0, 2000 / levelHopMs);
  for (const { startMs, endMs, db } of sounds) levels.fill(db, startMs / levelHopMs, endMs / levelHopMs);
  const voice = new Float32Array(Math.ceil(10_000 / voiceFrameMs));
  voice.fill(1, 0, Math.ceil(2000 / voiceFrameMs));
  return { levels, floor: new Float32Array(levels.length).fill(-70), voice, speechDb: -20 };
}

describe('what is loud and no voice', () => {
  it('is a laugh, and keys that are struck one after another', () => {
    expect(loudStretches(sceneWith({ startMs: 4000, endMs: 5000, db: -25 }))).toEqual([
      { startMs: 4000, endMs: 5000 },
    ]);
    const keys = [4000, 4300, 4800].map((startMs) => ({ startMs, endMs: startMs + 20, db: -30 }));
    expect(loudStretches(sceneWith(...keys))).toEqual([{ startMs: 4000, endMs: 4820 }]);
  });

  it('is no speech, no breath and no single click', () => {
    expect(loudStretches(sceneWith())).toEqual([]);
    expect(loudStretches(sceneWith({ startMs: 4000, endMs: 4500, db: -45 }))).toEqual([]);
    expect(loudStretches(sceneWith({ startMs: 4000, endMs: 4050, db: -25 }))).toEqual([]);
  });
});
