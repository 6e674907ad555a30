import { type Change, SpanWalk } from './span-walk.js';
import type { FrameSpan } from './splice-plan.js';

/** Turns stretches of the source down. */
export class GainSpans implements Change {
  private readonly walk: SpanWalk;

  /** @param spans in order, not overlapping */
  constructor(
    spans: readonly FrameSpan[],
    private readonly gain: number,
    rampFrames: number,
    private readonly channels: number,
  ) {
    this.walk = new SpanWalk(spans, rampFrames, channels);
  }

  apply(block: Float32Array): void {
    this.walk.each(block, (at, depth) => {
      const gain = 1 + (this.gain - 1) * depth;
      for (let sample = at; sample < at + this.channels; sample++) block[sample]! *= gain;
    });
  }
}
