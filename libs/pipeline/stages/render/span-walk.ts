import type { FrameSpan } from './splice-plan.js';

/** Something done to the source's samples in place, block by block, in order. Blocks are interleaved whole frames. */
export interface Change {
  apply(block: Float32Array): void;
}

/** What a change does to one frame: `depth` is how far in force it is there, 0 to 1. */
export type Visit = (at: number, depth: number, frame: number, span: number) => void;

/** Leads a change through the frames of its spans, with a ramp centred on each edge. */
export class SpanWalk {
  private position = 0;
  private first = 0;

  /** @param spans in order, not overlapping */
  constructor(
    private readonly spans: readonly FrameSpan[],
    private readonly rampFrames: number,
    readonly channels: number,
  ) {}

  /** @param visit is given the index of the frame's first sample in the block */
  each(block: Float32Array, visit: Visit): void {
    const end = this.position + block.length / this.channels;
    const half = this.rampFrames / 2;
    while (this.first < this.spans.length && this.spans[this.first]!.end + half <= this.position)
      this.first++;
    for (let index = this.first; index < this.spans.length; index++) {
      const { start, end: spanEnd } = this.spans[index]!;
      if (start - half >= end) break;
      const last = Math.min(Math.ceil(spanEnd + half), end);
      for (let frame = Math.max(Math.ceil(start - half), this.position); frame < last; frame++) {
        const inside = Math.min(frame - start, spanEnd - frame) / this.rampFrames + 0.5;
        const depth = Math.max(0, Math.min(1, inside));
        visit((frame - this.position) * this.channels, depth, frame, index);
      }
    }
    this.position = end;
  }
}
