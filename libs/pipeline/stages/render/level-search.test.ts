import { describe, expect, it } from 'vitest';
import type { Loudness } from '#contracts';
import type { Level } from '#media';
import { findLevel } from './level-search.js';

const figures = (integratedLufs: number | null, truePeakDbtp: number | null): Loudness => ({
  ...{ integratedLufs, truePeakDbtp, rangeLu: 1 },
});

/** Audio of which a limiter eats a share of each decibel past the ceiling. */
function limited(lufs: number, peakDb: number, slope: number) {
  const asked: number[] = [];
  const measure = async ({ gainDb, ceilingDb }: Level) => {
    asked.push(gainDb);
    const over = Math.max(0, peakDb + gainDb - (ceilingDb ?? 0));
    return figures(Math.round((lufs + gainDb - over * (1 - slope)) * 10) / 10, ceilingDb);
  };
  return { plain: figures(lufs, peakDb), measure, asked };
}

describe('findLevel', () => {
  it('takes the difference when the peaks have room, and measures nothing again', async () => {
    const { plain, measure, asked } = limited(-20, -12, 1);
    expect(await findLevel(plain, -16, -1.7, measure)).toEqual({ gainDb: 4, ceilingDb: null });
    expect(asked).toEqual([]);
  });

  it.each([0.2, 0.35, 0.5, 0.8])(
    'reaches the target through a limiter that leaves %f of each decibel',
    async (slope) => {
      const { plain, measure, asked } = limited(-24, -3, slope);
      const level = await findLevel(plain, -16, -1.7, measure);
      expect(Math.abs((await measure(level)).integratedLufs! + 16)).toBeLessThanOrEqual(0.3);
      expect(asked.length).toBeLessThanOrEqual(5);
    },
  );

  it('leaves silence alone', async () => {
    const { measure } = limited(0, 0, 1);
    expect(await findLevel(figures(null, null), -16, -1.7, measure)).toEqual({ gainDb: 0, ceilingDb: null });
  });

  it('does not turn room noise up to speech', async () => {
    const { plain, measure } = limited(-69, -60, 1);
    expect((await findLevel(plain, -16, -1.7, measure)).gainDb).toBe(40);
  });
});
