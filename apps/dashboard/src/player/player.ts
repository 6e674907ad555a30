import type { Span } from '#contracts';

type Listener = () => void;

/** Where the audio's own clock stands against the recording's. */
export interface TimeMap {
  toAudio(sourceMs: number): number;
  toSource(audioMs: number): number;
}

export const sameTime: TimeMap = { toAudio: (ms) => ms, toSource: (ms) => ms };

/**
 * Plays one audio file and speaks source milliseconds to everyone, whichever version of the episode it plays.
 * Listeners hear of every frame while it plays, and of each seek, start and stop.
 */
export class Player {
  readonly audio = new Audio();
  #map = sameTime;
  #listeners = new Set<Listener>();
  #stopAtMs: number | null = null;
  #skip: Span | null = null;
  #frame = 0;

  constructor() {
    this.audio.preload = 'metadata';
    this.audio.addEventListener('play', this.#tick);
    for (const event of ['pause', 'seeked', 'loadedmetadata', 'ratechange', 'ended'])
      this.audio.addEventListener(event, this.#tell);
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
  readonly isPlaying = () => !this.audio.paused;
  /** Source time, whole milliseconds. */
  readonly timeMs = () => Math.round(this.#map.toSource(this.audio.currentTime * 1000));

  /** Takes another file that runs on another clock, and stays at the same moment of the episode. */
  load(url: string, map: TimeMap = sameTime): void {
    const wasPlaying = this.isPlaying();
    const atMs = this.timeMs();
    this.#map = map;
    this.#forgetRange();
    if (this.audio.getAttribute('src') === url) return;
    this.audio.src = url;
    this.seek(atMs);
    if (wasPlaying) this.play();
  }

  play(): void {
    // A play() that a later pause() or load interrupts rejects; the pause event already told everyone.
    this.audio.play().catch(this.#tell);
  }

  pause(): void {
    this.audio.pause();
  }

  toggle(): void {
    this.#forgetRange();
    if (this.isPlaying()) this.pause();
    else this.play();
  }

  seek(sourceMs: number): void {
    this.#forgetRange();
    this.audio.currentTime = Math.max(0, this.#map.toAudio(sourceMs)) / 1000;
    this.#tell();
  }

  /** Plays `span` and stops; `skip` is jumped over, as a cut would be. */
  playRange(span: Span, skip: Span | null = null): void {
    this.seek(span.startMs);
    this.#stopAtMs = span.endMs;
    this.#skip = skip;
    this.play();
  }

  #forgetRange(): void {
    this.#stopAtMs = null;
    this.#skip = null;
  }

  #tick = () => {
    cancelAnimationFrame(this.#frame);
    this.#keepToRange();
    this.#tell();
    if (this.isPlaying()) this.#frame = requestAnimationFrame(this.#tick);
  };

  #keepToRange(): void {
    const atMs = this.timeMs();
    if (this.#skip && atMs >= this.#skip.startMs && atMs < this.#skip.endMs)
      this.audio.currentTime = this.#map.toAudio(this.#skip.endMs) / 1000;
    if (this.#stopAtMs === null || atMs < this.#stopAtMs) return;
    this.#forgetRange();
    this.pause();
  }

  #tell = () => {
    for (const listener of this.#listeners) listener();
  };

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.audio.pause();
    this.audio.removeAttribute('src');
    this.audio.load();
    this.#listeners.clear();
  }
}
