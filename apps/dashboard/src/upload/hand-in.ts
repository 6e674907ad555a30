import { uploads } from './uploads.js';

/** Several files at once: whoever chose them says whether they are episodes or the tracks of one. */
export interface Question {
  files: File[];
  showId: string;
}

/** Takes files wherever they were chosen or dropped, and asks where it cannot know. */
class HandIn {
  #question: Question | null = null;
  #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly question = () => this.#question;

  take(files: File[], showId: string): void {
    if (files.length > 1) this.#ask({ files, showId });
    else for (const file of files) uploads.start(file, showId);
  }

  /** A separate episode of each file. */
  sendApart({ files, showId }: Question): void {
    this.#ask(null);
    for (const file of files) uploads.start(file, showId);
  }

  /** @param speakers one for each file; null for a transcript */
  sendTogether({ files, showId }: Question, speakers: (string | null)[]): void {
    this.#ask(null);
    const set = crypto.randomUUID();
    for (const [i, file] of files.entries())
      uploads.start(file, showId, { set, parts: files.length, speaker: speakers[i] ?? null });
  }

  sendNothing(): void {
    this.#ask(null);
  }

  #ask(question: Question | null): void {
    this.#question = question;
    for (const listener of this.#listeners) listener();
  }
}

export const handIn = new HandIn();
