import { describe, expect, it } from 'vitest';
import type { Loudness } from '#contracts';
import type { Level } from '#media';
import { firstLevel, nextLevel, type Tried } from './level-search.js';

const figures = (integratedLufs: number | null, truePeakDbtp: number | null): Loudness => ({
  ...{ integratedLufs, truePeakDbtp, rangeLu: 1 },
});

/** Audio of which a limiter eats a share of each decibel past the ceiling. */
const limited = (lufs: number, peakDb: number, slope: number) => ({
  source: figures(lufs, peakDb),
  play({ gainDb, ceilingDb }: Level): number {
    const over = ceilingDb === null ? 0 : Math.max(0, peakDb + gainDb - ceilingDb);
    return Math.round((lufs + gainDb - over * (1 - slope)) * 10) / 10;
  },
});

describe('the search for a level', () => {
  it('is right at once when the peaks have room', () => {
    const { source, play } = limited(-20, -12, 1);
    const level = firstLevel(source, -16, -1.7);
    expect(level).toEqual({ gainDb: 4, ceilingDb: null });
    expect(play(level)).toBe(-16);
  });

  it.each([0.2, 0.35, 0.5, 0.8])(
    'reaches the target through a limiter that leaves %f of each decibel, in four tries',
    (slope) => {
      const { source, play } = limited(-24, -3, slope);
      const tried: Tried[] = [];
      let level = firstLevel(source, -16, -1.7);
      for (let tries = 0; tries < 4; tries++) {
        tried.push({ level, lufs: play(level) });
        if (Math.abs(tried.at(-1)!.lufs + 16) <= 0.4) break;
        level = nextLevel(tried, source, -16, -1.7, false);
      }
      expect(Math.abs(tried.at(-1)!.lufs + 16)).toBeLessThanOrEqual(0.4);
    },
  );

  it('mends a first guess that the cuts have made wrong, and limits when the mended gain asks for it', () => {
    const tried = [{ level: { gainDb: 4, ceilingDb: null }, lufs: -19 }];
    expect(nextLevel(tried, figures(-20, -6), -16, -1.7, false)).toEqual({ gainDb: 7, ceilingDb: -1.7 });
  });

  it('leaves silence alone', () => {
    expect(firstLevel(figures(null, null), -16, -1.7)).toEqual({ gainDb: 0, ceilingDb: null });
  });

  it('does not turn room noise up to speech', () => {
    const source = figures(-69, -60);
    const level = firstLevel(source, -16, -1.7);
    expect(level.gainDb).toBe(40);
    expect(nextLevel([{ level, lufs: -29 }], source, -16, -1.7, false).gainDb).toBe(40);
  });
});
