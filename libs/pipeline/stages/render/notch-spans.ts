import { type Change, SpanWalk } from './span-walk.js';
import type { FrameSpan } from './splice-plan.js';

/** A sound's steady lines in a stretch of the source. */
export interface NotchSpan extends FrameSpan {
  hz: number[];
}

/**
 * Width of a notch, in Hz: a chime's line and its attack fit in, a voice only loses a harmonic that comes by. Half as
 * wide rings on for 10 ms at the attack, and the chime falls by 9 dB less (our measurement).
 */
const widthHz = 100;

/** Takes a sound's lines out of what is said over it: a narrow notch at each, faded in and out. */
export class NotchSpans implements Change {
  private readonly walk: SpanWalk;
  private filters: Notch[] = [];
  private span = -1;

  /** @param spans in order, not overlapping */
  constructor(
    private readonly spans: readonly NotchSpan[],
    rampFrames: number,
    private readonly channels: number,
    private readonly sampleRate: number,
  ) {
    this.walk = new SpanWalk(spans, rampFrames, channels);
  }

  apply(block: Float32Array): void {
    this.walk.each(block, (at, depth, _, span) => {
      if (span !== this.span) this.begin(span);
      for (let channel = 0; channel < this.channels; channel++) {
        const sample = block[at + channel]!;
        let filtered = sample;
        for (const filter of this.filters) filtered = filter.next(filtered, channel);
        block[at + channel] = sample + depth * (filtered - sample);
      }
    });
  }

  private begin(span: number): void {
    this.span = span;
    this.filters = this.spans[span]!.hz.filter((hz) => hz < this.sampleRate / 2 - widthHz).map(
      (hz) => new Notch(hz, this.sampleRate, this.channels),
    );
  }
}

/** Second-order notch (R. Bristow-Johnson, Audio EQ Cookbook), with the memory of every channel. */
class Notch {
  private readonly cosine: number;
  private readonly scale: number;
  private readonly damping: number;
  private readonly memory: Float64Array;

  constructor(hz: number, sampleRate: number, channels: number) {
    const angle = (2 * Math.PI * hz) / sampleRate;
    const alpha = (Math.sin(angle) * widthHz) / (2 * hz);
    this.cosine = -2 * Math.cos(angle);
    this.scale = 1 / (1 + alpha);
    this.damping = 1 - alpha;
    this.memory = new Float64Array(2 * channels);
  }

  /** Transposed direct form II. */
  next(sample: number, channel: number): number {
    const { memory, scale, cosine, damping } = this;
    const at = 2 * channel;
    const out = scale * sample + memory[at]!;
    memory[at] = memory[at + 1]! + scale * cosine * (sample - out);
    memory[at + 1] = scale * (sample - damping * out);
    return out;
  }
}
