/** Lets each caller try so often in a window of time. Forgets callers when their window is over. */
export class AttemptLimit {
  private readonly windows = new Map<string, { endsAt: number; attempts: number }>();

  constructor(
    private readonly attempts: number,
    private readonly windowMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts an attempt. @returns how long the caller must wait, in milliseconds; 0 when it may go on */
  take(caller: string): number {
    const now = this.now();
    for (const [other, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(other);
    const window = this.windows.get(caller) ?? { endsAt: now + this.windowMs, attempts: 0 };
    window.attempts += 1;
    this.windows.set(caller, window);
    return window.attempts > this.attempts ? window.endsAt - now : 0;
  }
}
