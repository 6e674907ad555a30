import type { FrameSpan } from './splice-plan.js';

/** Turns stretches of the source down, block by block and in place, with a ramp centred on each edge. */
export class GainSpans {
  private position = 0;
  private first = 0;

  /** @param spans in order, not overlapping */
  constructor(
    private readonly spans: readonly FrameSpan[],
    private readonly gain: number,
    private readonly rampFrames: number,
    private readonly channels: number,
  ) {}

  apply(block: Float32Array): void {
    const end = this.position + block.length / this.channels;
    const half = this.rampFrames / 2;
    while (this.first < this.spans.length && this.spans[this.first]!.end + half <= this.position)
      this.first++;
    for (let index = this.first; index < this.spans.length; index++) {
      const span = this.spans[index]!;
      if (span.start - half >= end) break;
      this.turnDown(block, span, Math.ceil(span.start - half), Math.ceil(span.end + half));
    }
    this.position = end;
  }

  private turnDown(block: Float32Array, span: FrameSpan, from: number, to: number): void {
    const last = Math.min(to, this.position + block.length / this.channels);
    for (let frame = Math.max(from, this.position); frame < last; frame++) {
      const inside = Math.min(frame - span.start, span.end - frame) / this.rampFrames + 0.5;
      const depth = Math.max(0, Math.min(1, inside));
      const gain = 1 + (this.gain - 1) * depth;
      const at = (frame - this.position) * this.channels;
      for (let channel = 0; channel < this.channels; channel++) block[at + channel]! *= gain;
    }
  }
}
