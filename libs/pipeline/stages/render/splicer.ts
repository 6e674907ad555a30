import type { FrameSpan, SplicePlan } from './splice-plan.js';

/** Source frames that go out as they are, or two stretches of equal length that fade into one another. */
type Step = { kind: 'straight'; span: FrameSpan } | { kind: 'join'; tail: FrameSpan; head: FrameSpan };

function stepsOf({ kept, halfFades }: SplicePlan): Step[] {
  return kept.flatMap(({ start, end }, index): Step[] => {
    const before = halfFades[index - 1] ?? 0;
    const after = halfFades[index] ?? 0;
    const straight: Step = { kind: 'straight', span: { start: start + before, end: end - after } };
    const next = kept[index + 1];
    if (!next || after === 0) return [straight];
    const around = (frame: number) => ({ start: frame - after, end: frame + after });
    return [straight, { kind: 'join', tail: around(end), head: around(next.start) }];
  });
}

/**
 * Takes the source block by block and gives the finished audio block by block. Sample-accurate; holds no more than one
 * crossfade. Blocks are interleaved 32-bit floats of whole frames; what comes back may share their memory.
 */
export class Splicer {
  private readonly steps: Step[];
  private readonly channels: number;
  private at = 0;
  private tail = new Float32Array(0);
  private head = new Float32Array(0);
  private position = 0;

  constructor(plan: SplicePlan) {
    this.steps = stepsOf(plan);
    this.channels = plan.channels;
    this.prepare();
  }

  push(block: Float32Array): Float32Array[] {
    const given: Float32Array[] = [];
    const end = this.position + block.length / this.channels;
    for (let step = this.steps[this.at]; step; step = this.steps[this.at]) {
      if (step.kind === 'straight') {
        const part = this.slice(block, step.span);
        if (part.length > 0) given.push(part);
        if (end < step.span.end) break;
      } else {
        this.keep(block, step.tail, this.tail);
        this.keep(block, step.head, this.head);
        if (end < step.head.end) break;
        given.push(crossfade(this.tail, this.head, this.channels));
      }
      this.at++;
      this.prepare();
    }
    this.position = end;
    return given;
  }

  /** Silence for frames the decoder still owes: it rounds the end of some formats by a few. */
  finish(): Float32Array[] {
    const last = this.steps.at(-1);
    const end = last?.kind === 'straight' ? last.span.end : 0;
    return end > this.position ? this.push(new Float32Array((end - this.position) * this.channels)) : [];
  }

  private prepare(): void {
    const step = this.steps[this.at];
    if (step?.kind !== 'join') return;
    const samples = (step.tail.end - step.tail.start) * this.channels;
    this.tail = new Float32Array(samples);
    this.head = new Float32Array(samples);
  }

  /** The part of the block that lies in a span. */
  private slice(block: Float32Array, span: FrameSpan): Float32Array {
    const from = Math.max(0, span.start - this.position);
    const to = Math.max(from, span.end - this.position);
    return block.subarray(from * this.channels, to * this.channels);
  }

  private keep(block: Float32Array, span: FrameSpan, into: Float32Array): void {
    const at = Math.max(0, this.position - span.start) * this.channels;
    if (at < into.length) into.set(this.slice(block, span), at);
  }
}

/**
 * Fades one stretch into the other at constant power. For sounds that have nothing to do with each other that is a
 * quarter of a cosine; the more alike they are, the more they would add up, so the sum is divided by what their
 * correlation adds: the level never rises above the louder of the two.
 */
export function crossfade(tail: Float32Array, head: Float32Array, channels: number): Float32Array {
  const alike = Math.max(0, correlation(tail, head));
  const frames = tail.length / channels;
  const mixed = new Float32Array(tail.length);
  for (let frame = 0; frame < frames; frame++) {
    const angle = ((frame + 0.5) / frames) * (Math.PI / 2);
    const out = Math.cos(angle);
    const into = Math.sin(angle);
    const scale = 1 / Math.sqrt(1 + 2 * alike * out * into);
    for (let at = frame * channels; at < (frame + 1) * channels; at++)
      mixed[at] = scale * (out * tail[at]! + into * head[at]!);
  }
  return mixed;
}

/** Normalised correlation, −1 to 1; 0 when one is silent. */
function correlation(a: Float32Array, b: Float32Array): number {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let index = 0; index < a.length; index++) {
    ab += a[index]! * b[index]!;
    aa += a[index]! ** 2;
    bb += b[index]! ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
