/** Weight of the newest measure: a change of speed shows within about five measures. */
const freshness = 0.2;
/** Measures closer together than this are mostly noise. */
const shortestMs = 250;

/** Bytes a second, smoothed. Give it each new count of bytes sent with its time in milliseconds. */
export class Speed {
  #bytes: number | null = null;
  #at = 0;
  #speed: number | null = null;

  /** The smoothed speed, or null while too little is known. */
  measure(bytes: number, at: number): number | null {
    if (this.#bytes === null) {
      this.#bytes = bytes;
      this.#at = at;
      return null;
    }
    if (at - this.#at < shortestMs) return this.#speed;
    const now = ((bytes - this.#bytes) * 1000) / (at - this.#at);
    this.#speed = this.#speed === null ? now : this.#speed + freshness * (now - this.#speed);
    this.#bytes = bytes;
    this.#at = at;
    return this.#speed;
  }
}
